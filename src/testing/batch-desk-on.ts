import type { Database } from '../db/connection.ts';
import type { BatchLayout } from '../domain/batch.ts';
import type { DocumentSnapshot } from '../domain/document.ts';
import type { BatchId, DocumentId } from '../domain/ids.ts';
import { defaultSeparation, type ScanProfile } from '../domain/scan-profile.ts';
import { createBatchDesk } from '../intake/batches/batch-desk.ts';
import type { CountSheet } from '../ports/count-sheet-archive.ts';
import type { Bell } from '../ports/job-dispatcher.ts';
import { digest } from './put-document.ts';

export const profile: ScanProfile = {
  key: 'post',
  name: { de: 'Post', en: 'Post' },
  site: 'Emden',
  channel: 'letter',
  isDuplex: false,
  colour: 'grey',
  separation: defaultSeparation,
  dropsBlanks: true,
  hotFolder: null,
  device: null,
  languages: ['deu'],
};
export const now = new Date('2026-11-21T09:00:00Z');

/** A batch desk of one profile, with what it rang and kept. */
export function deskOn(database: Database, profiles: readonly ScanProfile[] = [profile]) {
  const sheets: CountSheet[] = [];
  const rung: Bell[] = [];
  const desk = createBatchDesk({
    countSheets: {
      async keep(sheet) {
        sheets.push(sheet);
        return digest('c');
      },
    },
    timeZone: 'Europe/Berlin',
    database,
    clock: { now: () => now },
    profiles,
    ring: async (bells) => void rung.push(...bells),
  });
  const begin = (announcedSheets: number | null = null): Promise<BatchId> =>
    desk.create({
      profile: 'post',
      actor: 'acc_a',
      station: null,
      receivedAt: new Date('2026-11-21T06:00:00Z'),
      announcedSheets,
      announcedEnvelopes: null,
      note: null,
    });
  const seen = async (batchId: BatchId) => {
    const view = await desk.view(batchId);
    if (view === null) throw new Error('The batch is gone.');
    return view;
  };
  return { desk, rung, begin, seen, sheets };
}

export const shape = (layout: BatchLayout): readonly (readonly string[])[] =>
  layout.parts.map((part) =>
    part.pages.map((page) => `${page.page}${page.dropped === null ? '' : `-${page.dropped}`}`),
  );
export const snapshot = (id: DocumentId, submissionId: string): DocumentSnapshot => ({
  id,
  submissionId: submissionId as DocumentSnapshot['submissionId'],
  parentId: null,
  depth: 0,
  channel: 'letter',
  receivedAt: now,
  filename: 'scan.tif',
  declaredMediaType: null,
  original: { sha256: digest('0'), byteLength: 1000 },
  given: null,
  generation: 0,
  facts: {},
});
export const submissionOf = async (database: Database, id: DocumentId): Promise<string> => {
  const { rows } = await database.query<{ id: string }>('select submission_id as id from documents where id = $1', [
    id,
  ]);
  return rows[0]?.id ?? '';
};
export const actionsOn = async (database: Database, id: string): Promise<readonly string[]> => {
  const { rows } = await database.query<{ action: string }>(
    'select action from audit_events where subject = $1 order by id',
    [id],
  );
  return rows.map(({ action }) => action);
};
