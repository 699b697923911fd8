import EnglishStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import GermanStemmer from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import GermanTokenizer from 'natural/lib/natural/tokenizers/aggressive_tokenizer_de.js';
import type { LanguageCode } from '../../src/domain/document-class.ts';
import { foldText } from './fold-text.ts';

/** A word three ways: as it stands on the page, folded, and its stem. Numbers become shapes, for their value says nothing. */
export interface TextWord {
  readonly surface: string;
  readonly folded: string;
  readonly stem: string;
  /** Whether it is letters only, so that its parts mean something too. */
  readonly isWord: boolean;
  /** Whether a sentence ends behind it. */
  readonly isLast: boolean;
}

/** `Nr.`, `z. B.` and `3.` end no sentence; what a reader made of a dot does not matter much. */
const sentenceEnd = /(?:\p{L}{3,}|\d{3,}|[)"“»€%])[.!?]+["“»)]*$|[!?]+$/u;

const wordsMax = 6000;
const chunkLengthMax = 60;
const tokenizer = new GermanTokenizer();

/** Words in order, at most `wordsMax`; a text of one megabyte costs no more than one of ten pages. */
export function wordsOfText(text: string, language: LanguageCode): TextWord[] {
  const words: TextWord[] = [];
  const isEnglish = language === 'en' || (language === 'und' && looksEnglish(text));
  for (const match of text.matchAll(/\S+/g)) {
    const chunk = match[0];
    if (chunk.length > chunkLengthMax) continue;
    const isLast = sentenceEnd.test(chunk);
    const shape = shapeOf(chunk);
    if (shape !== null) words.push({ surface: chunk, folded: shape, stem: shape, isWord: false, isLast });
    else {
      const surface = chunk.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      for (const token of tokenizer.tokenize(foldText(chunk))) {
        for (const part of token.split(/[-_']+/)) if (part !== '') words.push(wordOf(part, surface, isEnglish, isLast));
      }
    }
    if (words.length >= wordsMax) break;
  }
  return words;
}

function wordOf(part: string, surface: string, isEnglish: boolean, isLast: boolean): TextWord {
  if (/^\d+$/.test(part)) {
    const shape = part.length <= 3 ? part : '#number';
    return { surface, folded: shape, stem: shape, isWord: false, isLast };
  }
  if (/\d/.test(part)) return { surface, folded: part, stem: part.replace(/\d/g, '#'), isWord: false, isLast };
  return { surface, folded: part, stem: stemOf(part, isEnglish), isWord: true, isLast };
}

const stems = new Map<string, string>();
const stemsMax = 50_000;

/** Stemming is the slowest step (3 µs a word), and letters share most of their words. */
function stemOf(folded: string, isEnglish: boolean): string {
  const key = isEnglish ? `e${folded}` : `g${folded}`;
  const known = stems.get(key);
  if (known !== undefined) return known;
  if (stems.size >= stemsMax) stems.clear();
  const stem = (isEnglish ? EnglishStemmer.stem(folded) : GermanStemmer.stem(folded)).toLowerCase();
  stems.set(key, stem);
  return stem;
}

function shapeOf(chunk: string): string | null {
  if (!/[\d@/]/.test(chunk)) return null;
  if (/^[^\s@]+@[^\s@]+\.\w+/.test(chunk)) return '#email';
  if (/^(?:https?:\/\/|www\.)/i.test(chunk)) return '#url';
  if (/^\(?\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})[.,;:)]?$/.test(chunk)) return '#date';
  if (/^(?:€|EUR)?-?\d{1,3}(?:[.,\s]\d{3})*[.,]\d{2}(?:€|EUR)?[.,;:)]?$/i.test(chunk)) return '#amount';
  return null;
}

const english = new Set(
  'the and to of my is for have with you your this that would please not are we be on am'.split(' '),
);
const german = new Set(
  'der die das und ich ist nicht mit sie wir für fur den zu bitte ein eine mir auf von im'.split(' '),
);

export function looksEnglish(text: string): boolean {
  let balance = 0;
  for (const match of text
    .slice(0, 4000)
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    if (english.has(match[0])) balance += 1;
    else if (german.has(match[0])) balance -= 1;
  }
  return balance > 0;
}
