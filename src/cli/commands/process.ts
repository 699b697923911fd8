import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { v7 } from 'uuid';
import type { Mailroom } from '../../app/compose.ts';
import { type DocumentResult, submissionResults } from '../../db/document-result.ts';
import { reasonsToWait, settledSubmissions } from '../../db/submission-rows.ts';
import type { Channel } from '../../domain/channel.ts';
import { MailroomError } from '../../domain/errors.ts';
import { counted } from '../counted.ts';
import { importCustomerFile } from '../import-customer-file.ts';
import type { GlobalOptions } from '../main.ts';
import { withMailroom } from '../open.ts';
import { createOutput, type Output } from '../output.ts';
import { findPostFiles, type PostFile } from '../post-files.ts';
import { sentenceOf } from '../result-sentence.ts';
import { createWaitNotes } from '../wait-notes.ts';

export interface ProcessOptions extends GlobalOptions {
  readonly customers?: string;
  readonly channel?: Channel;
  readonly text?: boolean;
}

/** So many submissions are under way at most: enough to keep every stage busy, few enough to show results early. */
const underWayMax = 64;
const pollMilliseconds = 100;

/**
 * The main thing in one shot: takes files in, runs them to their end in this process, prints one result per document in
 * the order of the files. Ends with 1 when a file could not even be taken in.
 */
export async function processPost(paths: readonly string[], options: ProcessOptions): Promise<void> {
  const output = createOutput(options.json === true);
  for (const path of [...paths, ...(options.customers ? [options.customers] : [])]) {
    await stat(path).catch(() => {
      throw new MailroomError('request.invalid', `There is no file or folder ${path}.`);
    });
  }
  const refused = await withMailroom(options, async (mailroom) => {
    if (options.customers) await importCustomerFile(mailroom.database, options.customers, output);
    await mailroom.engine.start();
    try {
      return await run(mailroom, paths, options, output);
    } finally {
      await mailroom.engine.stop();
    }
  });
  if (refused > 0) process.exitCode = 1;
}

interface UnderWay {
  readonly file: PostFile;
  readonly submissionId: string;
}

async function run(
  mailroom: Mailroom,
  paths: readonly string[],
  options: ProcessOptions,
  output: Output,
): Promise<number> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = output.progress('Documents', null);
  const waits = createWaitNotes(output);
  const waiting: UnderWay[] = [];
  let printed = 0;
  let refused = 0;

  /** Prints what is settled from the front, so that results keep the order of the files. */
  const printSettled = async (): Promise<void> => {
    const ids = waiting.map((each) => each.submissionId);
    const settled = await settledSubmissions(mailroom.database, ids);
    await waits.look(() => reasonsToWait(mailroom.database, ids));
    for (let first = waiting[0]; first && settled.has(first.submissionId); first = waiting[0]) {
      waiting.shift();
      for (const result of await submissionResults(mailroom.database, first.submissionId, {
        withText: options.text === true,
        readings: mailroom.readings,
      })) {
        const line: DocumentResult = { ...result, file: first.file.name };
        output.result(line, sentenceOf(line));
        printed += 1;
        progress.advance(printed);
      }
    }
  };
  const waitUntilAtMost = async (count: number): Promise<void> => {
    while (waiting.length > count && !stop.signal.aborted) {
      await printSettled();
      if (waiting.length > count) await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    }
  };

  for await (const file of findPostFiles(paths, options.channel ?? null)) {
    if (stop.signal.aborted) break;
    try {
      waiting.push({ file, submissionId: await takeIn(mailroom, file, stop.signal) });
    } catch (error) {
      if (stop.signal.aborted) break;
      refused += 1;
      output.note(`${file.name}: ${error instanceof Error ? error.message : 'could not be taken in'}`);
    }
    await waitUntilAtMost(underWayMax);
  }
  await waitUntilAtMost(0);
  progress.end();
  if (stop.signal.aborted) {
    output.note(
      `Stopped. ${counted(waiting.length, 'submission')} ${waiting.length === 1 ? 'was taken in and is' : 'were taken in and are'} safe; the next start in this data folder goes on with ${waiting.length === 1 ? 'it' : 'them'}.`,
    );
    process.exitCode = 130;
  }
  return refused;
}

async function takeIn(mailroom: Mailroom, file: PostFile, signal: AbortSignal): Promise<string> {
  const { submissionId } = await mailroom.intake.takeIn(
    createReadStream(file.path),
    {
      channel: file.channel,
      // Every run is a delivery of its own; that the same bytes came before is found out on the way.
      source: 'command-line',
      sourceKey: v7(),
      filename: file.path,
      declaredMediaType: null,
      receivedAt: mailroom.clock.now(),
      actor: 'mailroom',
    },
    signal,
  );
  return submissionId;
}
