import type { Company } from '../../domain/company.ts';
import { isCompanyName } from './address-blocks.ts';
import type { PageSize } from './parties.ts';
import type { TextLine } from './text-lines.ts';

/** Where something stands on the first page of a letter, after DIN 5008; `none` on later pages and in mails' text. */
export type Zone =
  | 'faxHeader'
  | 'mailHeader'
  | 'letterhead'
  | 'returnLine'
  | 'addressField'
  | 'informationBlock'
  | 'referenceLine'
  | 'subject'
  | 'body'
  | 'footer'
  | 'none';

/** Upper edges in millimetres. Form A has a letterhead of 27 mm, form B one of 45. */
interface Sheet {
  readonly form: 'A' | 'B';
  readonly returnLineMm: number;
  readonly addressFieldMm: number;
  readonly addressFieldEndMm: number;
  readonly informationBlockMm: number;
  readonly referenceLineMm: number;
  readonly footerMm: number;
}

const sheets: Readonly<Record<Sheet['form'], Sheet>> = {
  A: {
    form: 'A',
    returnLineMm: 27,
    addressFieldMm: 32,
    addressFieldEndMm: 74,
    informationBlockMm: 30,
    referenceLineMm: 78,
    footerMm: 268,
  },
  B: {
    form: 'B',
    returnLineMm: 45,
    addressFieldMm: 50,
    addressFieldEndMm: 92,
    informationBlockMm: 46,
    referenceLineMm: 95,
    footerMm: 268,
  },
};

/** The information block begins at 125 mm; scans shift and letters are printed as people like. */
const informationBlockLeftMm = 98;
/** A recipient's first line above this is in the window of form A. */
const formBFromMm = 54;
/** What a fax machine prints stands above anything that a printer can. */
const faxHeaderEnd = 0.022;
const salutation = /^(?:sehr|guten|hallo|moin|liebe|werte|dear|hi|hello|to whom|good)\b/i;
const mailHead =
  /^\*?(?:von|from|an|to|cc|bcc|datum|date|gesendet|sent|betreff|subject|anlagen?|attachments?|antwort an|reply-to)\b/i;
/** Lines a mail's own header takes at most, with continuations. */
const mailHeadMax = 16;

/** A line of a mail's head that lists attachments: their names say what they hold, and not what this mail says. */
export const isAttachmentList = (line: TextLine): boolean =>
  line.source === 'layout' && /^(?:anlagen?|attachments?)\b/i.test(line.text);

export interface Zones {
  readonly form: 'A' | 'B' | null;
  /** Zone of what begins at `left` (fraction of the page) in this line. */
  of(line: TextLine, left?: number): Zone;
}

/**
 * Which of the zones of DIN 5008 each line stands in. Whether a sheet follows form A or B is told by where the recipient
 * stands; a letter that follows neither is body from the salutation on, and nothing is decided by its zones alone.
 */
export function zonesOf(
  lines: readonly TextLine[],
  { company, sizeOf }: { readonly company: Company; readonly sizeOf: (page: number) => PageSize },
): Zones {
  const firstPage = lines[0]?.page;
  const own = lines.filter((line) => line.page === firstPage);
  const size = sizeOf(firstPage ?? 1);
  const heads = mailHeadOf(own);
  const recipient = own.find(
    (line) => leftOf(line) * size.widthMm < 90 && isTop(line, size) && isCompanyName(line.text, company),
  );
  const recipientMm = recipient ? topOf(recipient) * size.heightMm : null;
  const sheet = recipientMm === null || recipientMm < 20 ? null : sheets[recipientMm < formBFromMm ? 'A' : 'B'];
  const greeting = own.find((line) => salutation.test(line.text) && topOf(line) * size.heightMm > 60);
  const bodyMm = greeting ? topOf(greeting) * size.heightMm : null;

  const of = (line: TextLine, left = leftOf(line)): Zone => {
    if (line.page !== firstPage) return 'none';
    if (line.source === 'layout') return heads.has(line) ? 'mailHeader' : 'none';
    const top = topOf(line);
    if (line.source === 'ocr' && top < faxHeaderEnd) return 'faxHeader';
    const topMm = top * size.heightMm;
    if (topMm > (sheet?.footerMm ?? 0.9 * size.heightMm)) return 'footer';
    if (sheet === null) return bodyMm !== null && topMm >= bodyMm ? 'body' : 'none';
    if (bodyMm !== null && topMm >= bodyMm) return 'body';
    if (left * size.widthMm >= informationBlockLeftMm)
      return topMm < sheet.informationBlockMm
        ? 'letterhead'
        : topMm < sheet.referenceLineMm
          ? 'informationBlock'
          : 'referenceLine';
    if (topMm < sheet.returnLineMm - 4) return 'letterhead';
    if (recipientMm !== null && topMm < recipientMm - 1) return 'returnLine';
    if (topMm < sheet.addressFieldEndMm) return 'addressField';
    const isReferences = topMm < sheet.referenceLineMm + 8 && line.words.length > 1 && hasGap(line);
    if (isReferences) return 'referenceLine';
    return bodyMm !== null ? 'subject' : 'body';
  };
  return { form: sheet?.form ?? null, of };
}

const topOf = (line: TextLine): number => line.words[0]?.box[1] ?? 0;
const leftOf = (line: TextLine): number => line.words[0]?.box[0] ?? 0;
const isTop = (line: TextLine, size: PageSize): boolean => topOf(line) * size.heightMm < 100;

function hasGap({ words }: TextLine): boolean {
  return words.some((word, at) => {
    const before = words[at - 1];
    return before !== undefined && word.box[0] - (before.box[0] + before.box[2]) > 0.04;
  });
}

/** The head that laying out a mail puts before its text: from the first such line on, without a blank line between. */
function mailHeadOf(lines: readonly TextLine[]): ReadonlySet<TextLine> {
  const heads = new Set<TextLine>();
  const first = lines.slice(0, 5).findIndex((line) => /^\*?(?:von|from)\b/i.test(line.text));
  if (first < 0 || lines[first]?.source !== 'layout') return heads;
  for (const [at, line] of lines.slice(first, first + mailHeadMax).entries()) {
    const before = lines[first + at - 1];
    const isContinued = before !== undefined && heads.has(before) && leftOf(line) > leftOf(before) + 0.05;
    if (!mailHead.test(line.text) && !isContinued && !(before && isIndented(line, lines[first]))) break;
    heads.add(line);
  }
  return heads;
}

function isIndented(line: TextLine, head: TextLine | undefined): boolean {
  return head !== undefined && leftOf(line) > leftOf(head) + 0.05;
}
