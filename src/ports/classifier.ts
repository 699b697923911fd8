import type { Channel } from '../domain/channel.ts';
import type { Classification, LanguageCode } from '../domain/document-class.ts';

export interface ClassificationInput {
  readonly subject: string | null;
  readonly text: string;
  readonly senderEmail: string | null;
  readonly channel: Channel;
  readonly language: LanguageCode;
  readonly pageCount: number;
}

/** Says what a document is about: ranked, calibrated, with evidence; may say that it does not know. Never throws for any text. */
export interface Classifier {
  readonly name: string;
  readonly version: string;
  classify(input: ClassificationInput): Classification;
}
