import type { ClassificationInput } from '../../src/ports/classifier.ts';
import { withoutFrame } from '../text/letter-frame.ts';
import { ownWords } from '../text/own-words.ts';
import { type TextWord, wordsOfText } from '../text/words-of-text.ts';

export interface DocumentText {
  readonly subject: readonly TextWord[];
  readonly body: readonly TextWord[];
  /** The body in its sentences; short ones stand with the one before. */
  readonly sentences: readonly (readonly TextWord[])[];
  /** What was said before this mail. */
  readonly quoted: readonly TextWord[];
}

/** What a letter wants stands on its first pages; what stands last may be a signature that names a profession. */
const headCharacters = 14_000;
const tailCharacters = 2_000;
const subjectCharacters = 500;
const quotedCharacters = 3_000;

/**
 * Words of subject, own text and history, without the frame of the letter; bounded however long the document is. Paper
 * has no field for its subject: then the heading above the text is it.
 */
export function documentText(input: ClassificationInput): DocumentText {
  const { own, quoted } = ownWords(bounded(input.text));
  const subject = (input.subject ?? '').slice(0, subjectCharacters).replace(/^(?:\s*(?:re|aw|wg|fw|fwd)\s*:)+/i, '');
  const { heading, body } = withoutFrame(own);
  const isHeadingSubject = subject.trim() === '';
  const said = isHeadingSubject ? body : `${heading}\n${body}`;
  const words = wordsOfText(said, input.language);
  return {
    subject: wordsOfText(isHeadingSubject ? heading : subject, input.language),
    body: words,
    sentences: sentencesOf(words),
    quoted: wordsOfText(quoted.slice(0, quotedCharacters), input.language),
  };
}

const sentenceWordsMin = 6;

function sentencesOf(words: readonly TextWord[]): readonly (readonly TextWord[])[] {
  const sentences: TextWord[][] = [];
  let open: TextWord[] = [];
  for (const word of words) {
    open.push(word);
    if (!word.isLast || open.length < sentenceWordsMin) continue;
    sentences.push(open);
    open = [];
  }
  const last = sentences.at(-1);
  if (open.length < sentenceWordsMin && last !== undefined) last.push(...open);
  else if (open.length > 0) sentences.push(open);
  return sentences;
}

function bounded(text: string): string {
  if (text.length <= headCharacters + tailCharacters) return text;
  return `${text.slice(0, headCharacters)}\n${text.slice(-tailCharacters)}`;
}
