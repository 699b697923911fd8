import type { TextWord } from '../text/words-of-text.ts';
import type { Phrase, PhraseStep } from './phrase.ts';

export interface PhraseHit {
  readonly phrase: Phrase;
  /** Index of the first and the last word of the hit. */
  readonly first: number;
  readonly last: number;
}

export type PhraseFinder = (words: readonly TextWord[]) => PhraseHit[];

const indexLength = 3;
const negations = new Set([
  'kein',
  'keine',
  'keinen',
  'keiner',
  'keinerlei',
  'nicht',
  'ohne',
  'statt',
  'not',
  'no',
  'without',
  'never',
]);

/**
 * Phrases are found by the first letters of their first word, so hundreds of them cost one look-up a
 * word and nothing an attacker could make slow. A hit behind a negation is none: "keine Kündigung".
 */
export function phraseFinder(phrases: readonly Phrase[]): PhraseFinder {
  const byStart = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    for (const start of new Set(phrase.steps[0]?.choices.map((choice) => choice.letters.slice(0, indexLength)))) {
      byStart.set(start, [...(byStart.get(start) ?? []), phrase]);
    }
  }
  return (words) => {
    const hits: PhraseHit[] = [];
    for (const [first, word] of words.entries()) {
      for (const phrase of byStart.get(word.folded.slice(0, indexLength)) ?? []) {
        const last = lastWordOf(phrase, words, first);
        if (last !== null && !isNegated(words, first, phrase)) hits.push({ phrase, first, last });
      }
    }
    return hits;
  };
}

function lastWordOf(phrase: Phrase, words: readonly TextWord[], first: number): number | null {
  let at = first;
  for (const [index, step] of phrase.steps.entries()) {
    if (index === 0) {
      if (!fits(step, words[first])) return null;
      continue;
    }
    let next = at + 1;
    while (next <= at + 1 + step.gapMax && !fits(step, words[next])) next += 1;
    if (next > at + 1 + step.gapMax) return null;
    at = next;
  }
  return at;
}

function fits(step: PhraseStep, word: TextWord | undefined): boolean {
  if (word === undefined) return false;
  return step.choices.some(({ letters, isPrefix }) =>
    isPrefix ? word.folded.startsWith(letters) : word.folded === letters,
  );
}

function isNegated(words: readonly TextWord[], first: number, phrase: Phrase): boolean {
  const own = phrase.steps[0]?.choices.some(({ letters }) => negations.has(letters)) ?? false;
  if (own) return false;
  return negations.has(words[first - 1]?.folded ?? '') || negations.has(words[first - 2]?.folded ?? '');
}
