import type { ClassificationInput } from '../../src/ports/classifier.ts';
import { ownWords } from '../text/own-words.ts';
import { type TextWord, wordsOfText } from '../text/words-of-text.ts';

export interface DocumentText {
  readonly subject: readonly TextWord[];
  readonly body: readonly TextWord[];
  /** What was said before this mail. */
  readonly quoted: readonly TextWord[];
}

/** What a letter wants stands on its first pages; what stands last may be a signature that names a profession. */
const headCharacters = 14_000;
const tailCharacters = 2_000;
const subjectCharacters = 500;
const quotedCharacters = 3_000;

/** Words of subject, own text and history; bounded however long the document is. */
export function documentText(input: ClassificationInput): DocumentText {
  const { own, quoted } = ownWords(bounded(input.text));
  const subject = (input.subject ?? '').slice(0, subjectCharacters).replace(/^(?:\s*(?:re|aw|wg|fw|fwd)\s*:)+/i, '');
  return {
    subject: wordsOfText(subject, input.language),
    body: wordsOfText(own, input.language),
    quoted: wordsOfText(quoted.slice(0, quotedCharacters), input.language),
  };
}

function bounded(text: string): string {
  if (text.length <= headCharacters + tailCharacters) return text;
  return `${text.slice(0, headCharacters)}\n${text.slice(-tailCharacters)}`;
}
