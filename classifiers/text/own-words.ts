/** What the sender says now, apart from what was said before and what stands below every one of their mails. */
export interface OwnWords {
  readonly own: string;
  readonly quoted: string;
}

const mailHeaderLine = /^\s*(?:von|from|gesendet|sent|an|to|datum|date|betreff|subject|cc)\s*:/i;
const firstHeaderLine = /^\s*(?:von|from)\s*:/i;
const quoteIntroduction =
  /^\s*(?:am\s.{6,120}\sschrieb\b.{0,120}:|on\s.{6,160}\swrote:|-{2,}\s*(?:ursprüngliche nachricht|original message|weitergeleitete nachricht|forwarded message)\b.*|(?:begin forwarded message|anfang der weitergeleiteten nachricht):?)\s*$/i;
/** Who is registered where says nothing about the letter; `Amtsgericht Aurich HRB 200` would even look like a court. */
const registerLine =
  /\bHR[AB]\s*(?:-?\s*(?:nr\.?|nummer))?\s*:?\s*\d|registergericht|sitz der gesellschaft|handelsregister|^\s*(?:geschäftsführ\w+|vorstand|aufsichtsrat\w*|vorsitz\w*)\s*:|registered (?:office|in)\b/i;
const confidentialLine =
  /diese (?:e-?mail|nachricht) (?:enthält|kann|ist)\b.*vertraulich|vertrauliche und\/oder rechtlich geschützte|this (?:e-?mail|message)\b.*(?:confidential|intended)|nicht der (?:richtige|beabsichtigte) (?:adressat|empfänger)/i;

const courtesyLine =
  /^\s*(?:(?:mit )?(?:freundlichen?|viele|liebe|beste|herzliche) grüße?n?|gruß|mfg|guten (?:tag|morgen)|hallo|moin|sehr geehrte|dear|hello|hi|(?:kind|best) regards|thanks|danke|von meinem|sent from)\b.*$/gim;
/** "Zur Kenntnis", "siehe unten" and "FYI, please see below" are shorter; a question of one's own is longer. */
const ownLettersMin = 24;

/**
 * Separates quoted mail history and drops register lines and confidentiality notices. A forwarded mail whose sender
 * added next to nothing is judged by what was forwarded: then that is `own`.
 */
export function ownWords(text: string): OwnWords {
  // Runs of blanks become one first: behind `HRB` a thousand of them would cost the pattern below a billion steps.
  const tidy = text.replace(/\u00ad/g, '').replace(/[^\S\r\n\f]+/g, ' ');
  const lines = tidy.replace(/(\p{L})[-¬]\n ?(\p{Ll})/gu, '$1$2').split(/\r?\n|\f/);
  const own: string[] = [];
  const quoted: string[] = [];
  let isHistory = false;
  let isNotice = false;
  let isOwnHeader = false;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') isNotice = false;
    if (!isHistory && beginsHistory(lines, index)) {
      // A header above all words is this mail's own, as programs print it.
      if (lettersIn(own.join('')) === 0 && quoted.length === 0 && !quoteIntroduction.test(line)) isOwnHeader = true;
      else isHistory = true;
    }
    if (isOwnHeader) {
      if (mailHeaderLine.test(line)) continue;
      isOwnHeader = false;
    }
    if (isHistory || /^\s*>/.test(line)) {
      if (!quoteIntroduction.test(line)) quoted.push(line.replace(/^[\s>]+/, ''));
      continue;
    }
    isNotice ||= confidentialLine.test(line);
    if (isNotice || registerLine.test(line)) continue;
    own.push(line);
  }
  const joined = own.join('\n');
  if (quoted.length > 0 && lettersIn(joined.replace(courtesyLine, '')) < ownLettersMin) {
    return { own: `${joined}\n${quoted.filter((line) => !mailHeaderLine.test(line)).join('\n')}`, quoted: '' };
  }
  return { own: joined, quoted: quoted.join('\n') };
}

/** A `Von:` line alone may be a letter's own form field; two more header lines within four make it a quoted mail. */
function beginsHistory(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (quoteIntroduction.test(line)) return true;
  if (!firstHeaderLine.test(line)) return false;
  return lines.slice(index + 1, index + 5).filter((next) => mailHeaderLine.test(next)).length >= 2;
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length;
}
