import type { Channel } from './channel.ts';
import type { ClassKey } from './document-class.ts';
import type { DocumentId } from './ids.ts';

/** The routed unit: what an agent takes, works and completes. */
export interface WorkItemOffer {
  readonly documentId: DocumentId;
  readonly channel: Channel;
  readonly classKey: ClassKey;
  readonly customerNumber: string | null;
  readonly queue: string;
  /** 0 (can wait) to 100 (now). */
  readonly priority: number;
  readonly skills: readonly string[];
  readonly dueAt: Date;
  readonly deadlineKind: 'statutory' | 'contractual';
  /** The legal receipt the deadline is counted from. */
  readonly receivedAt: Date;
  /** A second concern in the same document, as a note on the item. */
  readonly secondClassKey: ClassKey | null;
}
