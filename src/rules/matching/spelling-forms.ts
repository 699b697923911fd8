import type { DirectoryWordKind } from '../../ports/customer-directory.ts';
import { foldLoosely } from './folding.ts';
import { soundOf } from './phonetics.ts';

const classes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '2': 'z',
  '5': 's',
  '6': 'g',
  '8': 'b',
  '9': 'g',
  c: 'e',
  f: 't',
  h: 'b',
  j: 'i',
  l: 'i',
  q: 'g',
  v: 'u',
  y: 'u',
};

/** A word with all that readers confuse made one letter: what is left when rn is m, l is i and dots are lost. */
export function skeleton(folded: string): string {
  return foldLoosely(folded)
    .replace(/[^a-z0-9]/g, '')
    .replace(/rn/g, 'm')
    .replace(/cl/g, 'd')
    .replace(/vv/g, 'w')
    .replace(/[0125689cfhjlqvy]/g, (letter) => classes[letter] ?? letter);
}

/** Longer than this is a firm; its words are its handles, not its letters. */
const lettersMax = 16;
/** A code of two consonants is shared by hundreds of names and says nothing. */
const soundLengthMin = 3;
/** Rises whenever the forms of any word change, so that directories keep them anew. */
export const formsVersion = 2;

const tags: Readonly<Record<DirectoryWordKind, string>> = { lastName: 'l', firstName: 'f', place: 'p', street: 's' };

/** The forms under which a directory keeps a word. Two words that share one differ by a letter, a look-alike or not in sound. */
export function formsOfWord(kind: DirectoryWordKind, word: string): readonly string[] {
  const tag = tags[kind];
  if (kind === 'street') return streetForms(word.slice(0, word.indexOf(' ')));
  if (kind === 'place') {
    const blank = word.indexOf(' ');
    const postcode = bareCode(blank < 0 ? word : word.slice(0, blank));
    const city = blank < 0 ? '' : word.slice(blank + 1);
    return [...deletions(postcode, 4).map((form) => `${tag}${form}`), ...cityForms(city)];
  }
  return nameForms(tag, word);
}

/** Forms to ask with: those of the word, and those under which a longer or a shorter name that holds it is kept. */
export function askingForms(kind: 'lastName' | 'firstName', word: string): readonly string[] {
  const tag = tags[kind];
  const parts = word.split(' ').filter((part) => part.length >= 3);
  const asked = new Set(nameForms(tag, word));
  asked.add(`${tag}+${skeleton(word)}`);
  if (parts.length > 1) for (const part of parts) asked.add(`${tag}${skeleton(part)}`);
  return [...asked];
}

export function placeForms(postcode: string | null, city: string | null): readonly string[] {
  const digits = bareCode(postcode ?? '');
  return [...(digits === '' ? [] : deletions(digits, 4).map((form) => `p${form}`)), ...(city ? cityForms(city) : [])];
}

export function streetForms(postcode: string): readonly string[] {
  return [`s${bareCode(postcode)}`];
}

function bareCode(postcode: string): string {
  return postcode.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function cityForms(city: string): readonly string[] {
  const bare = skeleton(city);
  if (bare.length < 2) return [];
  const forms = new Set(deletions(bare, 5).map((form) => `pc${form}`));
  // "Frankfurt am Main" is written "Frankfurt" as often.
  const first = skeleton(city.split(' ')[0] ?? '');
  if (first.length >= 4) forms.add(`pc${first}`);
  const sound = soundOf(city);
  if (sound.length >= soundLengthMin) forms.add(`p~${sound}`);
  return [...forms];
}

function nameForms(tag: string, word: string): readonly string[] {
  const bare = skeleton(word);
  if (bare === '') return [];
  const forms = new Set<string>();
  const parts = word.split(' ').filter((part) => part.length >= 4);
  if (bare.length > lettersMax) forms.add(`${tag}${bare}`);
  else for (const form of deletions(bare, 4)) forms.add(`${tag}${form}`);
  const sound = soundOf(word);
  if (sound.length >= soundLengthMin) forms.add(`${tag}~${sound}`);
  if (word.includes(' ')) {
    for (const part of parts.slice(0, 6)) {
      forms.add(`${tag}+${skeleton(part)}`);
      const partSound = soundOf(part);
      if (bare.length > lettersMax && partSound.length >= soundLengthMin) forms.add(`${tag}+~${partSound}`);
    }
  }
  return [...forms];
}

/** The word and the word without each of its letters: two words one edit apart share one of these. */
function deletions(word: string, lengthMin: number): readonly string[] {
  const forms = new Set([word]);
  if (word.length >= lengthMin)
    for (let at = 0; at < word.length; at += 1) forms.add(word.slice(0, at) + word.slice(at + 1));
  return [...forms];
}
