import { createHash } from 'node:crypto';
import type { Channel } from '../../src/domain/channel.ts';
import type { ClassKey, LanguageCode } from '../../src/domain/document-class.ts';
import type { ClassificationInput } from '../../src/ports/classifier.ts';

/** The class of texts that belong to none of the others; the classifier's own word for "I do not know". */
export const unknownClass: ClassKey = 'unknown';

/** A text whose class a person has decided. */
export interface Example {
  readonly text: string;
  readonly classKey: ClassKey;
  /** A further concern of the same letter. */
  readonly second: ClassKey | null;
  readonly subject: string | null;
  readonly senderEmail: string | null;
  readonly channel: Channel;
  readonly language: LanguageCode;
}

export function inputOf(example: Example): ClassificationInput {
  const { text, subject, senderEmail, channel, language } = example;
  return { text, subject, senderEmail, channel, language, pageCount: 1 };
}

/** SHA-256 of the examples, so that a card says which texts a model has learnt from. */
export function digestOf(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  for (const { text, classKey, second, subject, senderEmail, channel, language } of examples) {
    hash.update(`${JSON.stringify([classKey, second, subject, senderEmail, channel, language, text])}\n`);
  }
  return hash.digest('hex');
}
