import type { Turn } from './batch.ts';
import type { Channel } from './channel.ts';
import type { FactsByStage, PreparationFacts } from './facts.ts';
import type { DocumentId, SubmissionId } from './ids.ts';
import type { SeparatorData } from './separator.ts';
import type { ObjectRef } from './sha256.ts';

/** A document as a stage sees it: what arrived, and what earlier stages found. */
export interface DocumentSnapshot {
  readonly id: DocumentId;
  readonly submissionId: SubmissionId;
  readonly parentId: DocumentId | null;
  /** 0 for what arrived itself, 1 for its attachments, and so on. */
  readonly depth: number;
  readonly channel: Channel;
  /** The legally relevant receipt; never the time of scanning or processing. */
  readonly receivedAt: Date;
  /** As the sender named it, cleaned of paths and control characters; for people only. */
  readonly filename: string;
  /** What the sender claimed; the truth is in the preparation facts. */
  readonly declaredMediaType: string | null;
  readonly original: ObjectRef;
  /** What a separator sheet said about it; null for nearly all. */
  readonly given: SeparatorData | null;
  /** Rises only when a person orders "again". */
  readonly generation: number;
  readonly facts: Partial<FactsByStage>;
}

/** A part of a document that is a document itself: an attachment, or a letter in a scan. Its bytes are already safe. */
export interface ChildDocument {
  readonly ordinal: number;
  readonly filename: string;
  readonly declaredMediaType: string | null;
  readonly original: ObjectRef;
  /** Pages that were prepared with the scan they come from: the document begins in recognition. */
  readonly prepared?: {
    readonly facts: PreparationFacts;
    readonly given: SeparatorData | null;
    /** Where each page lay, and what a clerk turned it by. */
    readonly composedOf: readonly { readonly documentId: DocumentId; readonly page: number; readonly turn: Turn }[];
  };
}

/** `held`: a scan in an open batch; `parked`: waits in a tray for a person. */
export type DocumentState = 'ready' | 'running' | 'held' | 'parked' | 'done';
