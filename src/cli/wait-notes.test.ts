import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { reasonsToWait } from '../db/submission-rows.ts';
import { openTestDatabase } from '../testing/database.ts';
import { putDocument } from '../testing/put-document.ts';
import { createOutput } from './output.ts';
import { createWaitNotes } from './wait-notes.ts';

test('a reason to wait is said once as long as it lasts, and again when it comes back', async () => {
  vi.useFakeTimers();
  try {
    const err = new PassThrough();
    const output = createOutput(false, { out: new PassThrough() as never, err: err as never });
    const notes = createWaitNotes(output);
    const later = (reasons: readonly string[]) => {
      vi.advanceTimersByTime(4000);
      return notes.look(async () => reasons);
    };
    await notes.look(async () => ['too early']);
    for (const reasons of [
      ['The directory is silent.'],
      ['The directory is silent.'],
      [],
      ['The directory is silent.'],
    ])
      await later(reasons);
    expect(String(err.read())).toBe('Waiting: The directory is silent.\n'.repeat(2));
  } finally {
    vi.useRealTimers();
  }
});

test('only what a waiting document was put off for last is a reason', async () => {
  await using database = await openTestDatabase();
  const { documentId, submissionId } = await putDocument(database, { state: 'ready', stage: 'indexing' });
  const note = (outcome: string, detail: object | null) =>
    database.query(
      `insert into stage_history (document_id, stage, stage_version, generation, attempt, revision, outcome, detail)
       values ($1, 'indexing', '1', 0, 1, 1, $2, $3)`,
      [documentId, outcome, detail === null ? null : JSON.stringify(detail)],
    );
  expect(await reasonsToWait(database, [submissionId])).toEqual([]);
  await note('snoozed', { code: 'customers.unreachable', message: 'The directory does not answer.' });
  expect(await reasonsToWait(database, [submissionId])).toEqual(['The directory does not answer.']);
  await note('advanced', null);
  expect(await reasonsToWait(database, [submissionId])).toEqual([]);
});
