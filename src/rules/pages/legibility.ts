import type { PageReading } from '../../domain/page.ts';

/** Clean print is read with 0.9 and more, a poor fax with 0.7, a page upside down with 0.17. */
export const poorConfidence = 0.6;

const sureWord = 0.5;

/** How much of a page was read surely, in letters: turned pages are compared by it, because a few lucky letters are surer than a whole page. */
export function legibleLetters(page: PageReading): number {
  let letters = 0;
  for (const word of page.words) if (word.confidence >= sureWord) letters += word.text.length * word.confidence;
  return letters;
}

/** Whether the page holds one word that is surely one: noise is read as single letters and signs. */
export function isLegible(page: PageReading): boolean {
  return page.words.some((word) => word.confidence >= sureWord && /[\p{L}\p{N}]{3}/u.test(word.text));
}
