import type { ClassKey } from '../../src/domain/document-class.ts';
import type { TextWord } from '../text/words-of-text.ts';
import { companyPhrases } from './company-phrases.ts';
import { contractPhrases } from './contract-phrases.ts';
import { customerPhrases } from './customer-phrases.ts';
import { type PhraseHit, phraseFinder } from './find-phrases.ts';

const find = phraseFinder([...contractPhrases, ...customerPhrases, ...companyPhrases]);

export interface PhraseScores {
  /** Sum of the weights per class; a phrase counts once however often it occurs, and may sum below zero. */
  readonly byClass: ReadonlyMap<ClassKey, number>;
  readonly hits: readonly PhraseHit[];
}

export function scorePhrases(words: readonly TextWord[]): PhraseScores {
  const hits = find(words);
  const byClass = new Map<ClassKey, number>();
  const counted = new Set<string>();
  for (const { phrase } of hits) {
    const identity = `${phrase.key} ${phrase.text}`;
    if (counted.has(identity)) continue;
    counted.add(identity);
    byClass.set(phrase.key, (byClass.get(phrase.key) ?? 0) + phrase.weight);
  }
  return { byClass, hits };
}
