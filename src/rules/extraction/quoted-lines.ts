import type { TextLine } from './text-lines.ts';

const divider = /^[-_ ]{2,}\s*(?:urspr[üu]e?ngliche|original|weitergeleitete|forwarded|begin forwarded|anfang der)/i;
const introduction = /^(?:am|on|den|le)\b.{4,160}\b(?:schrieb|geschrieben|wrote)\b/i;
const introductionEnd = /(?:schrieb|geschrieben|wrote)\b[^.]{0,80}:?$/i;
const fromLine = /^\*?(?:von|from)\*?\s?:/i;
const headerLine = /^\*?(?:gesendet|sent|datum|date|an|to|cc|betreff|subject)\*?\s?:/i;
const quoteMark = /^\s?(?:>|&gt;|\|\s)/;

/**
 * Which lines repeat an older mail. Only asked of mails: on a letter "Von: … An: …" is a fax cover sheet. The header
 * lines that a mail's own layout begins with are not a quote, so the first ten lines never start one that way.
 */
export function quotedLines(lines: readonly TextLine[]): ReadonlySet<TextLine> {
  const quoted = new Set<TextLine>();
  for (const [at, line] of lines.entries()) if (quoteMark.test(line.text)) quoted.add(lines[at] ?? line);
  const start = lines.findIndex((_, at) => startsQuote(lines, at));
  if (start < 0) return quoted;
  // With marks, the quote ends where the marks end and an answer may follow below; without, it runs to the end.
  const next = lines
    .slice(start + 1, start + 4)
    .find((line) => line.text.trim() !== '' && !introductionEnd.test(line.text));
  if (next && quoteMark.test(next.text)) {
    // Who wrote it and when is the older mail's too.
    for (const line of lines.slice(start, lines.indexOf(next))) quoted.add(line);
    return quoted;
  }
  for (const line of lines.slice(start)) quoted.add(line);
  return quoted;
}

function startsQuote(lines: readonly TextLine[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (divider.test(text)) return true;
  if (/^(?:am|on|den|le)\b/i.test(text)) {
    const joined = `${text} ${lines[at + 1]?.text ?? ''}`.slice(0, 260);
    // A date must be near: "Am Telefon hat Herr Meier geschrieben" is somebody's own sentence.
    return (
      introduction.test(joined) &&
      /\d{4}|\d{1,2}[.:]\d{2}/.test(joined) &&
      /:\s*$|<[^>]*@|wrote:|schrieb\b/i.test(joined)
    );
  }
  if (at < 10 || !fromLine.test(text)) return false;
  return lines.slice(at + 1, at + 4).filter((line) => headerLine.test(line.text)).length >= 2;
}
