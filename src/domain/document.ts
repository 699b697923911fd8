import type { Channel } from './channel.ts';
import type { FactsByStage } from './facts.ts';
import type { DocumentId, SubmissionId } from './ids.ts';
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
  /** Rises only when a person orders "again". */
  readonly generation: number;
  readonly facts: Partial<FactsByStage>;
}

/** A part of a document that is a document itself: an attachment. Its bytes are already safe in the store. */
export interface ChildDocument {
  readonly ordinal: number;
  readonly filename: string;
  readonly declaredMediaType: string | null;
  readonly original: ObjectRef;
}

export type DocumentState = 'ready' | 'running' | 'parked' | 'done';
