import type { Channel } from './channel.ts';
import type { ClassKey, LanguageCode } from './document-class.ts';
import type { DocumentId } from './ids.ts';

/** What the machine decided about a document that no person looked at, as it was decided. */
export interface AloneDecision {
  readonly documentId: DocumentId;
  readonly generation: number;
  readonly channel: Channel;
  readonly language: LanguageCode;
  readonly classKey: ClassKey;
  readonly classConfidence: number;
  /** A separator sheet named the class. */
  readonly isClassGiven: boolean;
  /** Null: no customer's. */
  readonly customerNumber: string | null;
  readonly customerConfidence: number | null;
  /** Whether documents of this class belong to customers at all. */
  readonly isCustomerAsked: boolean;
  /** Version of the classifier. */
  readonly model: string | null;
  /** Share of the text's words that the classifier knew. */
  readonly knownShare: number | null;
}
