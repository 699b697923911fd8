import type { PageReading, Word } from '../../domain/page.ts';
import type { PageSigns } from '../../domain/page-signs.ts';

interface Line {
  readonly text: string;
  /** Fraction of the page's height. */
  readonly top: number;
}

/** The address of a letter stands in the upper third, its date beside or below it. */
const addressEnds = 0.38;
const dateEnds = 0.5;
/** A page number without "of" is believed at the edges only: "Seite 2" within a text speaks of another page. */
const edge = 0.12;

const numbered =
  /(?:^|[\s([–-])(?:seite|blatt|page|sheet)\s*(?:nr\.?\s*)?(\d{1,3})\s*(?:von|of|aus|\/)\s*(\d{1,3})(?!\d)/i;
const numberedAlone = /^[\s–-]*(?:seite|blatt|page|sheet)\s+(\d{1,3})[\s–-]*$/i;
const postalLine = /(?:^|\s|D-)\d{5}\s+\p{Lu}\p{L}{2,}/u;
const dateText =
  /\b\d{1,2}\.\s?(?:\d{1,2}\.|januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)\s?\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}\b/i;
const salutation = /^(?:sehr\s+geehrte|guten\s+tag|liebe[rs]?\s+\p{Lu}|hallo\b|dear\s+)/iu;
/** The reader takes ü for ii and ß for B on poor scans. */
const closing =
  /(?:freundliche[nm]?|beste[nm]?|viele[nm]?|herzliche[nm]?)\s+gr(?:ü|u|ue|ii)(?:ß|ss|B|s)(?:en|e)\b|hochachtungsvoll|(?:kind|best)\s+regards|yours\s+(?:sincerely|faithfully|truly)/i;

/** Reads the signs of one page; a page without words has none. */
export function readSigns({ words }: Pick<PageReading, 'words'>): PageSigns {
  const lines = linesOf(words);
  const within = (end: number, pattern: RegExp): boolean =>
    lines.some(({ text, top }) => top < end && pattern.test(text));
  return {
    pageNumber: pageNumberOf(lines),
    hasLetterhead: within(addressEnds, postalLine) && within(dateEnds, dateText),
    hasSalutation: lines.some(({ text }) => salutation.test(text)),
    hasClosing: lines.some(({ text }) => closing.test(text)),
  };
}

function linesOf(words: readonly Word[]): readonly Line[] {
  const lines = new Map<number, { text: string; top: number }>();
  for (const { line, text, box } of words) {
    const known = lines.get(line);
    if (known === undefined) lines.set(line, { text, top: box[1] });
    else known.text += ` ${text}`;
  }
  return [...lines.values()];
}

function pageNumberOf(lines: readonly Line[]): PageSigns['pageNumber'] {
  for (const { text } of lines) {
    const found = numbered.exec(text);
    const [number, of] = [Number(found?.[1]), Number(found?.[2])];
    // "Seite 5 von 3" was misread; "Seite 1 von 1" still says that a letter begins.
    if (found !== null && number >= 1 && number <= of) return { number, of };
  }
  for (const { text, top } of lines) {
    const found = top < edge || top > 1 - edge ? numberedAlone.exec(text) : null;
    if (found !== null && Number(found[1]) >= 1) return { number: Number(found[1]), of: null };
  }
  return null;
}

/**
 * Whether a letter seems to begin on a page that no separator lies before. Page numbers are believed first; without them
 * a head and a salutation speak for a new letter, or one of them after a letter that has come to its end.
 */
export function beginsByContent(page: PageSigns, before: PageSigns | null): boolean {
  if (page.pageNumber !== null) return page.pageNumber.number === 1;
  if (page.hasLetterhead && page.hasSalutation) return true;
  if (before === null || !(page.hasLetterhead || page.hasSalutation)) return false;
  const { pageNumber } = before;
  return pageNumber === null || pageNumber.of === null ? before.hasClosing : pageNumber.number === pageNumber.of;
}
