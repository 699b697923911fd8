/** A letter without what stands on every letter. */
export interface Framed {
  /** The lines between frame and text that name the matter; empty where there are none. */
  readonly heading: string;
  readonly body: string;
}

const salutation =
  /^[\W_]*(?:sehr\s+(?:ge|ver)ehrte|guten\s+(?:tag|morgen|abend)|hallo\b|moin\b|liebe[rs]?\s|werte[rs]?\s|dear\s|hello\b|hi\b|to whom it may)/i;
const closing =
  /^[\W_]*(?:(?:mit\s+)?(?:freundlich\S*|besten?|viele[nr]?|liebe[nr]?|herzlich\S*|schöne[nr]?)\s+gr[uüii]+[ßsB]\S*|gr[uü](?:ß|ss)e?\b|hochachtungsvoll|mfg\b|(?:kind|best|warm|many)?\s*regards\b|yours\s+(?:sincerely|faithfully|truly)|sincerely\b|best wishes\b)/i;
const sentOn = /^(?:von|sent from) (?:meinem|my|outlook)\b.{0,40}$|^gesendet (?:mit|von)\b.{0,40}$|^get outlook for\b/i;

const digits = '[\\dOoIlSB]';
const place = new RegExp(`(?:^|[\\s,;·|•-])(?:D-)?${digits}{5}\\s+\\p{Lu}\\p{L}`, 'u');
const streetAlone = /^\p{Lu}[\p{L}.'’ -]{2,40}\s\d{1,4}\s?[a-z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-z]?)?$/u;
const postBox = /^(?:postfach|po box)\s[\d ]+$/i;
const address = /[^\s@]+[@©®][^\s@]+\.\w+|\b(?:www\.|https?:)\S+/i;
const phone =
  /(?:^|\s)(?:tel|telefon|fon|phone|mobile?|mobil|handy|fax|telefax)\b[.:\s/]*[+(]?\d|^[\W_]*\+?\(?\d[\d\s/()-]{6,}$/i;
const account = /\bIBAN\b|\bBIC\b|\bBLZ\b|bankverbindung|\bUSt\.?-?Id|steuer-?(?:nummer|nr)\b|\bSt\.?-?Nr\b/i;
const month =
  'jan\\p{L}*|feb\\p{L}*|märz|mar\\p{L}*|apr\\p{L}*|mai|may|jun\\p{L}*|jul\\p{L}*|aug\\p{L}*|sep\\p{L}*|o[kc]t\\p{L}*|nov\\p{L}*|de[zc]\\p{L}*';
const date = new RegExp(
  `^[\\W_]*(?:datum:?|date:?)?\\s*(?:\\p{Lu}[\\p{L}. /-]{1,30},?\\s+)?(?:den\\s|am\\s|the\\s)?\\d{1,2}(?:[.,/ ]\\s?\\d{1,2}[.,/ ]\\s?|(?:st|nd|rd|th)?\\.?\\s(?:${month})\\.?,?\\s)\\d{2,4}[.,]?$`,
  'iu',
);
/** Numbers that any customer's letter carries; a file reference of a court or the number of an invoice says more. */
const reference =
  /^(?:(?:meine|ihre?|unsere?|my|our|your)\s+)?(?:kunden-?|kd\.?-?|vertrags?-?|zähler-?|customer|account|contract|client)?\s?-?(?:konto|zeichen|nachricht vom|nummer|nr|number|no|ref(?:erence)?)\b\.?\s*[:#]?(?=.*\d)\S*(?:\s+\S+){0,3}$/iu;
const faxHead = /\d{1,2}[:.]\d{2}\b.*(?:\d{1,3}\s?\/\s?\d{1,3}|\d{5,})|\d{5,}.*\d{1,2}:\d{2}|\b\d{2}\/\d{2}$/;
const pageNumber = /^[\W_]*(?:(?:seite|page|blatt|s\.|p\.)\s*)?\d{1,3}(?:\s*(?:von|of|\/)\s*\d{1,3})?[\W_]*$/i;
const mailSender = /^\*?(?:von|from)\b:?\s.*(?:[@©®]|<)/i;
const mailHead =
  /^\*?(?:von|from|an|to|cc|bcc|datum|date|gesendet|sent|betreff|subject|anlagen?|attachments?|antwort an|reply-to)\b/i;

/** Who writes in these trades says what about, and who sets old against new says what changes: never frame. */
const telling =
  /gericht|anw[aä]lt|kanzlei|notar|poli[zc]|beh[oö]rde|\p{L}amt\b|staatsanw|ministerium|inkasso|redaktion|verlag|zeitung|rundfunk|presse|verwalter|insolvenz|vollzieh|court|solicitor|\blaw\b|debt|collect|news|vollmacht|anlage|enclos|\bneue?[nrs]?\b|\bnew\b|\bbisher|\balte?\b|\bold\b|\bkünftig|\bab\s/iu;

const headLinesMax = 30;
const footLinesMax = 14;
const mailHeadLinesMax = 12;
const headingLinesMax = 2;
const wordsMin = 4;
const briefLinesMax = 3;
/** A longer line is running text, and patterns need not look at it. */
const lineLengthMax = 160;

/**
 * Takes sender, recipient, date, customer numbers, a fax machine's line and a mail's printed head from above the text and
 * names, telephone numbers and accounts from below it. Of real scans these lines are a third of all words, and none says
 * what the letter wants; an address or account within the text stays. Lines are judged by their shape, for readers lose
 * the places of words and mails have none.
 */
export function withoutFrame(text: string): Framed {
  const lines = text.split('\n').map((line) => line.trim());
  const written = lines.filter((line) => line !== '');
  const start = textStart(written);
  const head = written.slice(0, start);
  const framed = frameOfHead(head);
  const kept = head.filter((_, index) => !framed.has(index));
  const headingFrom = headingStart(head, framed);
  const heading = head.slice(headingFrom).filter((_, index) => !framed.has(headingFrom + index));
  const others = kept.slice(0, kept.length - heading.length);
  const body = [...others, ...withoutFoot(written.slice(start))];
  // "Deichweg 7, 26725 Emden" may be all of a short message; of a letter that is all frame nothing is left to judge.
  if (written.length <= briefLinesMax && wordsIn(heading) + wordsIn(body) < wordsMin)
    return { heading: '', body: text };
  return { heading: heading.join('\n'), body: body.join('\n') };
}

function wordsIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + (line.match(/\p{L}{3,}/gu)?.length ?? 0), 0);
}

/** Index of the first line of running text or of the salutation. */
function textStart(lines: readonly string[]): number {
  const mail = mailHeadEnd(lines);
  for (let index = mail; index < Math.min(lines.length, headLinesMax); index += 1) {
    const line = lines[index] ?? '';
    if (salutation.test(line) || isProse(line)) return index;
  }
  return Math.min(lines.length, headLinesMax);
}

/** Line behind the head that laying out a mail puts before its text; 0 where there is none. */
function mailHeadEnd(lines: readonly string[]): number {
  const first = lines.slice(0, 4).findIndex((line) => mailSender.test(line));
  if (first < 0) return 0;
  let end = first + 1;
  let count = 1;
  while (end < Math.min(lines.length, first + mailHeadLinesMax) && mailHead.test(lines[end] ?? '')) {
    end += 1;
    count += 1;
  }
  return count >= 2 ? end : 0;
}

function frameOfHead(head: readonly string[]): ReadonlySet<number> {
  const framed = new Set<number>();
  const mail = mailHeadEnd(head);
  for (const [index, line] of head.entries()) {
    if (index >= mail && line.length > lineLengthMax) continue;
    if (index < mail || (index < 3 && faxHead.test(line) && !/\p{Ll}{3}.*\p{Ll}{3}.*\p{Ll}{3}.*\p{Ll}{3}/u.test(line)))
      framed.add(index);
    else if (
      !telling.test(line) &&
      (isContact(line) || date.test(line) || reference.test(line) || pageNumber.test(line))
    )
      framed.add(index);
  }
  // From below: a street stands above a place, a name above a street or a telephone number.
  for (let index = head.length - 2; index >= mail; index -= 1) {
    const line = head[index] ?? '';
    if (framed.has(index) || !framed.has(index + 1) || telling.test(line)) continue;
    const next = head[index + 1] ?? '';
    const isAbovePlace = place.test(next) || streetAlone.test(next) || phone.test(next) || address.test(next);
    if (streetAlone.test(line) || postBox.test(line) || (isAbovePlace && isName(line))) framed.add(index);
  }
  return framed;
}

/** The last lines of the head that are no frame: "Umzug nach Norden". */
function headingStart(head: readonly string[], framed: ReadonlySet<number>): number {
  let from = head.length;
  while (from > 0 && framed.has(from - 1)) from -= 1;
  const end = from;
  while (from > 0 && end - from < headingLinesMax && !framed.has(from - 1)) from -= 1;
  // Without any frame above it is no heading but the text's own first lines.
  return framed.size === 0 ? head.length : from;
}

function withoutFoot(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => closing.test(line) && line.length < 60);
  if (last >= 0 && lines.length - last <= footLinesMax) {
    return lines.filter((line, index) => index < last || (index > last && !isFoot(line)));
  }
  // Without a closing formula the last words of the text may look like a name: only what is plainly frame goes.
  let end = lines.length;
  while (end > 1 && lines.length - end < footLinesMax && isPlainFoot(lines, end - 1, end < lines.length)) end -= 1;
  return lines.slice(0, end);
}

function isPlainFoot(lines: readonly string[], index: number, isAboveFoot: boolean): boolean {
  const line = lines[index] ?? '';
  if (telling.test(line)) return false;
  if (isContact(line) || sentOn.test(line) || pageNumber.test(line) || isScribble(line)) return true;
  if (isAboveFoot && isName(line) && /^-+$/.test(lines[index - 1] ?? '')) return true;
  return isAboveFoot && isName(line) && !/[.,]$/.test(line) && isContact(lines[index + 1] ?? '');
}

/** What a signature's strokes are read as. */
function isScribble(line: string): boolean {
  return line.replace(/[^\p{L}\p{N}]/gu, '').length <= 4 && !/\d|ja|nein|yes|no/i.test(line);
}

function isFoot(line: string): boolean {
  if (telling.test(line) || /^p\.?\s?s\b/i.test(line)) return false;
  return isContact(line) || isName(line) || sentOn.test(line) || pageNumber.test(line) || date.test(line);
}

/** Names, places, numbers, and labels of numbers; at most one small word between them. */
function isContact(line: string): boolean {
  if (line.length > lineLengthMax) return false;
  const isAccount = account.test(line) && /\d{4}/.test(line);
  if (!place.test(line) && !address.test(line) && !phone.test(line) && !isAccount) return false;
  return smallWords(line) <= 1;
}

function isName(line: string): boolean {
  const words = line.split(/\s+/);
  return words.length <= 6 && line.length <= 60 && smallWords(line) === 0 && !/[?!:]$|\d{3}/.test(line);
}

function isProse(line: string): boolean {
  return smallWords(line) >= 3;
}

/** Words in small letters beside those that stand in names, addresses and labels. */
function smallWords(line: string): number {
  let count = 0;
  for (const [word] of line.matchAll(/(?<![\p{L}\p{N}@.])\p{Ll}[\p{L}'’-]*(?![\p{L}@]|\.\p{L})/gu))
    if (!inNames.has(word)) count += 1;
  return count;
}

const inNames = new Set(
  'von van de der den dem zu zur zum und und a i e v d o c am im an in auf und co tel fax fon mobil e-mail mail the of and ltd'.split(
    ' ',
  ),
);
