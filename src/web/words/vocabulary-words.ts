import type { z } from 'zod';
import type { Channel } from '../../domain/channel.ts';
import type { EvidenceKind } from '../../domain/customer.ts';
import type { FieldName } from '../../domain/index-data.ts';
import type { StageName } from '../../domain/stage-name.ts';
import type { Tray } from '../../domain/tray.ts';
import type { completeRequest, documentStatus, Role, WorkItem } from '../api/contract.ts';

/** The fixed words of the mail room, one for each key. Open lists (queues, parts) fall back to the key itself. */
export interface VocabularyWords {
  readonly channels: Record<Channel, string>;
  readonly stages: Record<StageName, string>;
  readonly statuses: Record<z.infer<typeof documentStatus>, string>;
  readonly trays: Record<Tray, string>;
  readonly roles: Record<Role, string>;
  readonly itemStates: Record<WorkItem['state'], string>;
  readonly dispositions: Record<z.infer<typeof completeRequest>['disposition'], string>;
  readonly deadlineKinds: Record<WorkItem['deadlineKind'], string>;
  readonly documentLanguages: Record<'de' | 'en' | 'und', string>;
  readonly kinds: Record<'person' | 'organisation', string>;
  readonly fields: Record<FieldName, string>;
  readonly evidence: Record<EvidenceKind, string>;
  readonly sources: Record<'ocr' | 'text' | 'header' | 'directory' | 'person', string>;
  readonly queues: Readonly<Record<string, string>>;
  readonly deletionClasses: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, string>>;
  /** What the server says of a part, where it is a sentence and not a version. */
  readonly partDetails: Readonly<Record<string, string>>;
}

/** The word for a key of an open list; the key itself when the list does not know it. */
export function wordFor(list: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(list, key) ? (list[key] ?? key) : key;
}
