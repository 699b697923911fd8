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
  const tongue = tongueOf(text);
  if (tongue === 'none') return false;
  // Text under a scan was read by somebody else's program and must look like language; drawn text only must not be ciphers.
  if (!isScan || text.hidden <= visible) return looksLikeLanguage(text, lenient);
  return tongue !== 'german read as another language' && looksLikeLanguage(text, strict);
}

/** Words that no page of running text does without; of half a dozen languages, so that honest foreign text is not read again. */
const smallWords = new Set(
  (
    'der die das und in den von zu mit sich des auf für fuer ist im dem nicht ein eine einen einer als auch es an am aus bei ' +
    'dass sie wir ich ihr ihre ihnen nach wird werden um zum zur oder haben hat bitte vom sind kann ' +
    'the of and to is you that for was on are as with at be this have from or by we our your not it ' +
    'le la les de du et à un une est que pour par dans sur vous nous au aux ne pas ' +
    'el los las y del que en por con para una su se no il lo gli di che per con del della non è ' +
    'het een van en voor met op te zijn dat niet w z na do nie się jest dla od ve bir bu için ile da i je u su za'
  ).split(' '),
);
const smallGermanWords = new Set(
  'der die das und den von zu mit des auf ist im dem nicht ein eine ich wir sie bitte zum zur bei'.split(' '),
);
/** Pages of figures, names or part numbers have fewer words in small letters than this. */
const runningWordsMin = 30;
const smallShareMin = 0.03;
const germanShareMin = 0.12;
/** Of so many German words one has an umlaut or ß; every twelfth does. */
const germanWordsMin = 120;
const umlaut = /[äöüß]/i;
/** Written without umlauts on purpose, as old machines do. */
const spelledUmlaut = /fuer|ueber|koenn|wuerd|moecht|muess|gruess|waer|zurueck|schluess|kuend|bestaet|erklaer|pruef/i;

/**
 * Wrong encodings turn every letter into another: the words still look like words, but the small ones are missing. And
 * German that was read with the letters of another language has lost all its umlauts.
 */
function tongueOf({ words }: TextLayer): 'some' | 'none' | 'german read as another language' {
  let running = 0;
  let small = 0;
  let german = 0;
  let hasUmlauts = false;
  for (const { text } of words) {
    hasUmlauts ||= umlaut.test(text) || spelledUmlaut.test(text);
    const word = text.replace(/[.,;:!?)]+$/, '');
    if (!/^\p{Script=Latin}+$/u.test(word) || !/^\p{Ll}/u.test(word)) continue;
    running += 1;
    if (smallWords.has(word)) small += 1;
    if (smallGermanWords.has(word)) german += 1;
  }
  if (running >= runningWordsMin && small < smallShareMin * running) return 'none';
  const isGerman = running >= germanWordsMin && german >= germanShareMin * running;
  return isGerman && !hasUmlauts ? 'german read as another language' : 'some';
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
