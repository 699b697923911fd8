import type { ClassKey } from '../../src/domain/document-class.ts';
import { foldText } from '../text/fold-text.ts';

/**
 * A phrase as a clerk would write it: `kündig* … vertrag*`. A star stands for any ending, `…` for up to six words
 * between, a bar for a choice (`mandat|ermächtigung`). Case, umlauts and punctuation do not matter.
 */
export type PhraseText = string;

export interface Phrase {
  readonly key: ClassKey;
  readonly text: PhraseText;
  /** 1: speaks for the class; 3: says it nearly alone; below zero speaks against. */
  readonly weight: number;
  readonly steps: readonly PhraseStep[];
}

export interface PhraseStep {
  readonly choices: readonly { readonly letters: string; readonly isPrefix: boolean }[];
  /** Words that may stand between the step before and this one. */
  readonly gapMax: number;
}

/** Phrases of one class by weight: `phrasesOf('dunning', { 3: ['letzte mahnung'] })`. */
export function phrasesOf(key: ClassKey, byWeight: Readonly<Record<number, readonly PhraseText[]>>): Phrase[] {
  return Object.entries(byWeight).flatMap(([weight, texts]) =>
    texts.map((text) => ({ key, text, weight: Number(weight), steps: stepsOf(text) })),
  );
}

const gapMax = 6;

function stepsOf(text: PhraseText): PhraseStep[] {
  const steps: PhraseStep[] = [];
  let gap = 0;
  for (const part of text.split(/\s+/)) {
    if (part === '…') gap = gapMax;
    else {
      const choices = part.split('|').map((choice) => ({
        letters: foldText(choice.replace(/\*$/, '')),
        isPrefix: choice.endsWith('*'),
      }));
      steps.push({ choices, gapMax: gap });
      gap = 0;
    }
  }
  return steps;
}
