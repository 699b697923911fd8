import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { v7 } from 'uuid';
import { submissionDetail, uploadReceipt } from '../../api/contract/index.ts';
import type { Channel } from '../../domain/channel.ts';
import { MailroomError } from '../../domain/errors.ts';
import { createOutput } from '../output.ts';
import { findPostFiles, type PostFile } from '../post-files.ts';
import { sentenceOf } from '../result-sentence.ts';
import { callServer, findServer, type Server, type ServerOptions } from '../server-call.ts';
import { createWaitNotes } from '../wait-notes.ts';

export interface SubmitOptions extends ServerOptions {
  readonly channel?: Channel;
  readonly wait?: boolean;
  readonly text?: boolean;
}

const pollMilliseconds = 500;

/** Sends files to a running server, one upload each; every upload has its own key, so a repeated request makes nothing twice. */
export async function submit(paths: readonly string[], options: SubmitOptions): Promise<void> {
  const output = createOutput(options.json === true);
  for (const path of paths) {
    await stat(path).catch(() => {
      throw new MailroomError('request.invalid', `There is no file or folder ${path}.`);
    });
  }
  const server = await findServer(options);
  const sent: { readonly file: PostFile; readonly submissionId: string }[] = [];
  const progress = output.progress('Files sent', null);
  let refused = 0;
  for await (const file of findPostFiles(paths, options.channel ?? null)) {
    const receipt = await upload(server, file);
    for (const submission of receipt.submissions) {
      sent.push({ file, submissionId: submission.submissionId });
      if (!options.wait) {
        const line = { ...submission, file: file.name };
        output.result(line, `${file.name}  received as ${submission.submissionId}`);
      }
    }
    for (const each of receipt.refused) {
      refused += 1;
      output.note(`${file.name}: ${each.problem.message}`);
    }
    progress.advance(sent.length);
  }
  progress.end();

  if (options.wait) {
    const done = output.progress('Documents', null);
    const waits = createWaitNotes(output);
    let documents = 0;
    for (const { file, submissionId } of sent) {
      const results = await settledResults(server, submissionId, options.text === true, waits);
      for (const result of results) {
        const line = { ...result, file: file.name };
        output.result(line, sentenceOf(line));
        documents += 1;
        done.advance(documents);
      }
    }
    done.end();
  }
  if (refused > 0) process.exitCode = 1;
}

async function upload(server: Server, file: PostFile) {
  const form = new FormData();
  form.set('files', await openAsBlob(file.path), basename(file.path));
  const answer = await callServer(server, `/submissions?channel=${file.channel}`, {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': v7() },
  });
  return uploadReceipt.parse(answer);
}

async function settledResults(
  server: Server,
  submissionId: string,
  withText: boolean,
  waits: ReturnType<typeof createWaitNotes>,
) {
  for (;;) {
    const detail = submissionDetail.parse(
      await callServer(server, `/submissions/${submissionId}${withText ? '?text=true' : ''}`, {}),
    );
    if (detail.isSettled) return detail.results;
    await waits.look(async () => detail.waitsFor);
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}
