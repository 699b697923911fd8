import type { ClassEvidence, ClassKey } from '../../src/domain/document-class.ts';
import type { DocumentText } from '../features/document-text.ts';
import { bucketsOfWord } from '../features/extract-features.ts';
import { hintBucket } from '../features/feature-space.ts';
import type { DocumentVector } from '../features/vectorise.ts';
import type { PhraseHit } from '../rules/find-phrases.ts';
import { scorePhrases } from '../rules/score-phrases.ts';
import type { TextWord } from '../text/words-of-text.ts';
import type { Model } from './model.ts';

const evidenceMax = 6;
const lettersMin = 4;
const phraseWordsMax = 5;
/** A neighbour belongs to the phrase when it said at least this much of what the word did. */
const neighbourShare = 0.25;
/** What said less than this share of the strongest reason is none a person would name. */
const tellingShare = 0.12;
/** Phrases may turn out stronger than they looked by their strongest word. */
const candidatesMax = 12;
/** Nobody reads the reasons of page five. */
const wordsMax = 1500;

/**
 * Words and phrases of this document that spoke for the class, strongest first. The weight is about what they added to
 * the class's logit beyond the mean of all classes; word parts shared by several words count for each of them.
 */
export function explain(model: Model, text: DocumentText, vector: DocumentVector, key: ClassKey): ClassEvidence[] {
  const contributions = contributionsTo(model, vector, model.card.classes.indexOf(key));
  const words = [...text.subject, ...text.body].slice(0, wordsMax);
  const byStem = new Map<string, number>();
  const weightOf = (word: TextWord): number => {
    const known = byStem.get(word.folded);
    if (known !== undefined) return known;
    let weight = 0;
    bucketsOfWord(word, (bucket) => {
      weight += contributions.get(model.vocabulary.rowOfBucket[bucket] ?? -1) ?? 0;
    });
    byStem.set(word.folded, weight);
    return weight;
  };

  const found = new Map<string, ClassEvidence>();
  const keep = (surface: string, weight: number): void => {
    const name = surface.toLowerCase();
    if (weight > 0 && !found.has(name)) found.set(name, { text: surface, weight });
  };
  const covered = new Set<number>();
  const hits = longestHits(scorePhrases(words).hits.filter(({ phrase }) => phrase.key === key && phrase.weight > 0));
  const phraseShare =
    (contributions.get(model.vocabulary.rowOfBucket[hintBucket(`phrases ${key}`)] ?? -1) ?? 0) /
    Math.max(1, hits.length);
  for (const { first, last } of hits) {
    const span = words.slice(first, last + 1);
    for (let index = first; index <= last; index += 1) covered.add(index);
    keep(surfaceOf(span), phraseShare + span.reduce((sum, word) => sum + Math.max(0, weightOf(word)), 0));
  }
  const spoken = new Set([...covered].map((index) => words[index]?.folded));
  const strong = words
    .map((word, index) => ({ word, index, weight: weightOf(word) }))
    .filter(({ word, weight }) => weight > 0 && word.isWord && word.folded.length >= lettersMin)
    .sort((one, other) => other.weight - one.weight || one.index - other.index);
  for (const { word, index, weight } of strong) {
    if (found.size >= candidatesMax) break;
    if (covered.has(index) || spoken.has(word.folded)) continue;
    spoken.add(word.folded);
    const [from, to] = phraseAround(words, index, covered, (other) => weightOf(other) >= weight * neighbourShare);
    const span = words.slice(from, to + 1);
    for (let at = from; at <= to; at += 1) covered.add(at);
    for (const { folded } of span) spoken.add(folded);
    keep(
      surfaceOf(span),
      span.reduce((sum, one) => sum + Math.max(0, weightOf(one)), 0),
    );
  }
  return [...found.values()]
    .sort((one, other) => other.weight - one.weight || (one.text < other.text ? -1 : 1))
    .filter(({ weight }, index, [strongest]) => index === 0 || weight >= (strongest?.weight ?? 0) * tellingShare)
    .slice(0, evidenceMax)
    .map(({ text: surface, weight }) => ({ text: surface, weight: Math.round(weight * 100) / 100 }));
}

/**
 * The word with the neighbours that spoke for the class too, one small word between them left in: "Termin abschalten"
 * tells a person more than two words apart. Never across the end of a sentence.
 */
function phraseAround(
  words: readonly TextWord[],
  index: number,
  covered: ReadonlySet<number>,
  speaks: (word: TextWord) => boolean,
): readonly [from: number, to: number] {
  let [from, to] = [index, index];
  const isJoined = (at: number): boolean => {
    const word = words[at];
    return word !== undefined && !covered.has(at) && word.folded.length >= lettersMin && speaks(word);
  };
  for (;;) {
    const room = phraseWordsMax - (to - from + 1);
    const isEnd = words[to]?.isLast === true;
    const isStart = words[from - 1]?.isLast !== false;
    if (room >= 1 && !isEnd && isJoined(to + 1)) to += 1;
    else if (room >= 2 && !isEnd && isSmall(words[to + 1]) && isJoined(to + 2)) to += 2;
    else if (room >= 1 && !isStart && isJoined(from - 1)) from -= 1;
    else if (
      room >= 2 &&
      !isStart &&
      isSmall(words[from - 1]) &&
      words[from - 2]?.isLast === false &&
      isJoined(from - 2)
    )
      from -= 2;
    else return [from, to];
  }
}

function isSmall(word: TextWord | undefined): boolean {
  return word?.isWord === true && !word.isLast && word.folded.length < lettersMin;
}

function contributionsTo(
  { card, weights, scales }: Model,
  { rows, values }: DocumentVector,
  column: number,
): Map<number, number> {
  const classCount = card.classes.length;
  const contributions = new Map<number, number>();
  for (const [feature, row] of rows.entries()) {
    const base = row * classCount;
    let sum = 0;
    for (let other = 0; other < classCount; other += 1) sum += weights[base + other] ?? 0;
    const beyondMean = (weights[base + column] ?? 0) - sum / classCount;
    contributions.set(row, (values[feature] ?? 0) * (scales[row] ?? 0) * beyondMean);
  }
  return contributions;
}

/** Of phrases that overlap the longest: "kündige ich meinen Vertrag" and not "kündige ich" beside it. */
function longestHits(hits: readonly PhraseHit[]): PhraseHit[] {
  const kept: PhraseHit[] = [];
  for (const hit of [...hits].sort((one, other) => other.last - other.first - (one.last - one.first))) {
    if (!kept.some(({ first, last }) => hit.first <= last && hit.last >= first)) kept.push(hit);
  }
  return kept;
}

function surfaceOf(words: readonly TextWord[]): string {
  const surfaces: string[] = [];
  for (const { surface } of words) if (surfaces.at(-1) !== surface) surfaces.push(surface);
  return surfaces.join(' ');
}
