import type { ClassKey } from '../../src/domain/document-class.ts';
import { scorePhrases } from '../rules/score-phrases.ts';
import { wordsOfText } from '../text/words-of-text.ts';
import type { Example } from './example.ts';
import type { Random } from './random.ts';

/** Sentences that bring up a second concern in a letter about something else. */
export interface Addenda {
  /** A sentence of another class for this letter, or null when letters of its class have one concern only. */
  draw(host: Example, random: Random): { readonly text: string; readonly classKey: ClassKey } | null;
}

const lengthMin = 25;
const lengthMax = 240;
const german = [
  'Übrigens: ',
  'Außerdem: ',
  'Des Weiteren: ',
  'Bei dieser Gelegenheit: ',
  'P. S.: ',
  'Noch etwas: ',
  '',
];
const english = ['By the way: ', 'In addition: ', 'P.S. ', 'While I am writing: ', ''];

/**
 * Which classes come together is learnt from the examples that name a second one; a company that names none gets no
 * mixtures. Without them the model was 98 % sure of the wrong concern in cancellations that mention a new address.
 */
export function addendaOf(examples: readonly Example[]): Addenda {
  const paired = examples.filter(({ second }) => second !== null);
  const sociable = new Set(paired.flatMap(({ classKey, second }) => (second === null ? [] : [classKey, second])));
  const sentences = examples
    .filter(({ classKey, second }) => sociable.has(classKey) && second === null)
    .flatMap((example) =>
      tellingSentences(example).map((text) => ({ text, classKey: example.classKey, language: example.language })),
    );
  return {
    draw(host, random) {
      if (!sociable.has(host.classKey) || host.second !== null || sentences.length === 0) return null;
      for (let attempt = 0; attempt < 8; attempt += 1) {
        const drawn = sentences[random.below(sentences.length)];
        if (drawn === undefined || drawn.classKey === host.classKey || drawn.language !== host.language) continue;
        const openings = host.language === 'en' ? english : german;
        return { text: `${openings[random.below(openings.length)] ?? ''}${drawn.text}`, classKey: drawn.classKey };
      }
      return null;
    },
  };
}

/** Sentences with a phrase of their class: "Bitte bestätigen Sie mir das" alone is about nothing. */
function tellingSentences({ text, classKey, language }: Example): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= lengthMin && length <= lengthMax)
    .filter((sentence) => (scorePhrases(wordsOfText(sentence, language)).byClass.get(classKey) ?? 0) >= 2);
}
