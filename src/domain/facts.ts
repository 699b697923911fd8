import type { Match } from './customer.ts';
import type { ClassAlternative, ClassEvidence, ClassKey, LanguageCode } from './document-class.ts';
import type { DocumentId } from './ids.ts';
import type { IndexField } from './index-data.ts';
import type { PreparedPage } from './page.ts';
import type { Sha256 } from './sha256.ts';

/** What each stage found out about a document. Written once per generation, read by the stages that follow. */

export interface MailHeader {
  readonly from: string | null;
  readonly fromName: string | null;
  readonly to: readonly string[];
  readonly subject: string | null;
  /** ISO 8601, as the sender claims; never the legal receipt. */
  readonly sentAt: string | null;
  readonly messageId: string | null;
}

export interface PreparationFacts {
  readonly kind: 'pdf' | 'tiff' | 'image' | 'mail' | 'text';
  /** By content, never by name. */
  readonly mediaType: string;
  readonly pages: readonly PreparedPage[];
  readonly mail: MailHeader | null;
  /** The `Reading` already known without OCR (mail, text, PDF text layer); covers only pages whose `readingImage` is null. */
  readonly reading: Sha256 | null;
  /** A PDF to draw page images from and to archive as rendition: the original itself when it is a PDF, the laid-out mail, or null. */
  readonly pdf: Sha256 | null;
  /** Attachments that became documents of their own. */
  readonly childCount: number;
  /** Things a clerk should know that did not stop the work ("page 3 is torn"). */
  readonly remarks: readonly string[];
  /** The bytes break off or a page of them is damaged: what is here is not all that was sent. Nobody decides that alone. */
  readonly isTorn?: boolean;
}

export interface RecognitionFacts {
  readonly language: LanguageCode;
  /** The whole document's `Reading`, gzip JSON. */
  readonly reading: Sha256;
  readonly pageConfidences: readonly number[];
  readonly characterCount: number;
  readonly wordCount: number;
  readonly engine: string | null;
  /** Pages that had to be turned after reading them upside down: their images, replacing the prepared ones. */
  readonly turnedPages: readonly {
    readonly number: number;
    readonly rotation: 0 | 90 | 180 | 270;
    readonly image: Sha256;
    readonly readingImage: Sha256;
  }[];
  /** Things a clerk should know: pages that no reader came through. */
  readonly remarks?: readonly string[];
}

export interface ClassificationFacts {
  readonly key: ClassKey | null;
  readonly confidence: number;
  readonly decision: 'auto' | 'review';
  readonly alternatives: readonly ClassAlternative[];
  readonly second: ClassAlternative | null;
  readonly evidence: readonly ClassEvidence[];
  readonly classifier: { readonly name: string; readonly version: string } | null;
  readonly knownShare?: number;
  /** The account of the person who decided, when one did. */
  readonly decidedBy: string | null;
}

export interface IndexingFacts {
  readonly fields: readonly IndexField[];
  readonly customer: Match;
  readonly decidedBy: string | null;
}

export interface ArchivingFacts {
  /** Names the archive object: `<original sha256 prefix>` is no identity, so it is the document's id. */
  readonly objectId: string;
  readonly originalSha256: Sha256;
  readonly renditionSha256: Sha256;
  readonly retainUntil: string;
  readonly deletionClass: string;
  readonly verifiedAt: string;
}

export interface RoutingFacts {
  readonly queue: string;
  readonly priority: number;
  readonly skills: readonly string[];
  readonly dueAt: string;
  /** Set when the same bytes came before: the item of the first delivery stands, no second one is offered. */
  readonly duplicateOf: DocumentId | null;
}

export interface FactsByStage {
  readonly preparation: PreparationFacts;
  readonly recognition: RecognitionFacts;
  readonly classification: ClassificationFacts;
  readonly indexing: IndexingFacts;
  readonly archiving: ArchivingFacts;
  readonly routing: RoutingFacts;
}
