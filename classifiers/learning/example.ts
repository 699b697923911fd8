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
