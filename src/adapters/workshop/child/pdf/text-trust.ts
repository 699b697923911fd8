import type { PageContent } from './page-content.ts';
import type { TextLayer } from './text-layer.ts';

const senselessShareMax = 0.03;
/** A page with more than this lies on its side or head: as an image it is turned upright first. */
const crookedShareMax = 0.3;
/** A picture of this share of the page is a scan, not a logo. */
const scanShareMin = 0.5;
/** What fax servers and scanners stamp over a scan ("Received 12:04, page 1/3") is shorter than this. */
const stampCharactersMax = 300;

/**
 * Whether a page's own text may stand for the page. A wrong yes loses the page to every search and decision; a wrong no
 * costs a second of reading.
 */
export function isTrustworthy(text: TextLayer, content: PageContent): boolean {
  if (text.characters === 0) return false;
  if (text.senseless > senselessShareMax * text.characters) return false;
  if (text.crooked > crookedShareMax * text.characters) return false;
  const isScan = content.imageShare >= scanShareMin;
  const visible = text.characters - text.hidden;
  if (isScan && text.hidden < visible && visible < stampCharactersMax) return false;
  // Text under a scan was read by somebody else's program and must look like language; drawn text only must not be ciphers.
  return isScan && text.hidden > visible ? looksLikeLanguage(text, strict) : looksLikeLanguage(text, lenient);
}

interface Bounds {
  readonly wordsMin: number;
  readonly letterShareMin: number;
  readonly vowelShareMin: number;
  /** Words that are written as words are, and not with signs in their middle. */
  readonly cleanShareMin: number;
}

const strict: Bounds = { wordsMin: 8, letterShareMin: 0.7, vowelShareMin: 0.8, cleanShareMin: 0.8 };
/** A table of figures or a page of part numbers is honest text too. */
const lenient: Bounds = { wordsMin: 0, letterShareMin: 0.5, vowelShareMin: 0.6, cleanShareMin: 0.3 };

const cleanWord = /^[("'„“‚«»[]*[\p{L}\p{N}€$§#][\p{L}\p{N}\p{M}.,:;/@&'’%+_*()-]*["'“”‘»!?\]]*[.,;:!?]?$|^[-–—&/]$/u;
/** Dots that lead to a page number, lines to be filled in. */
const leader = /[._…·•–—-]{3,}/g;

function looksLikeLanguage({ words }: TextLayer, bounds: Bounds): boolean {
  if (words.length < bounds.wordsMin) return false;
  let characters = 0;
  let letters = 0;
  let long = 0;
  let withVowel = 0;
  let counted = 0;
  let clean = 0;
  for (const { text } of words) {
    for (const part of text.split(leader)) {
      if (part === '') continue;
      counted += 1;
      characters += part.length;
      letters += part.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      if (cleanWord.test(part)) clean += 1;
      // Scripts without Latin letters have no vowels to count.
      if (/^\p{Script=Latin}{3,}/u.test(part)) {
        long += 1;
        if (/[aeiouyäöüàáâèéêìíîòóôùúûåæøœ]/iu.test(part)) withVowel += 1;
      }
    }
  }
  return (
    letters >= bounds.letterShareMin * characters &&
    (long < 5 || withVowel >= bounds.vowelShareMin * long) &&
    clean >= bounds.cleanShareMin * counted
  );
}
