import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { v7 } from 'uuid';
import { localTokenFilename } from '../../api/auth/local-token.ts';
import { apiBase, submissionDetail, uploadReceipt } from '../../api/contract/resources.ts';
import { readServerFile } from '../../app/server-file.ts';
import type { Channel } from '../../domain/channel.ts';
import { MailroomError } from '../../domain/errors.ts';
import type { GlobalOptions } from '../main.ts';
import { settingsOf } from '../open.ts';
import { createOutput } from '../output.ts';
import { findPostFiles, type PostFile } from '../post-files.ts';
import { sentenceOf } from '../result-sentence.ts';

export interface SubmitOptions extends GlobalOptions {
  readonly channel?: Channel;
  readonly wait?: boolean;
  readonly text?: boolean;
  readonly url?: string;
  readonly token?: string;
}

interface Server {
  readonly url: string;
  readonly token: string;
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
    let documents = 0;
    for (const { file, submissionId } of sent) {
      const results = await settledResults(server, submissionId, options.text === true);
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

async function findServer(options: SubmitOptions): Promise<Server> {
  const { dataDir } = await settingsOf(options);
  const url = options.url ?? process.env.MAILROOM_URL ?? (await readServerFile(dataDir))?.url;
  if (!url)
    throw new MailroomError(
      'path.missing',
      'No server was found. Start one with "mailroom start", or name it with --url or MAILROOM_URL.',
    );
  const token =
    options.token ??
    process.env.MAILROOM_TOKEN ??
    (await readFile(join(dataDir, localTokenFilename), 'utf8').catch(() => '')).trim();
  if (!token)
    throw new MailroomError(
      'session.missing',
      'No access token was found. Name one with --token or MAILROOM_TOKEN; an administrator makes one on the set-up page.',
    );
  return { url: url.replace(/\/+$/, ''), token };
}

async function upload(server: Server, file: PostFile) {
  const form = new FormData();
  form.set('files', await openAsBlob(file.path), basename(file.path));
  const answer = await call(server, `/submissions?channel=${file.channel}`, {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': v7() },
  });
  return uploadReceipt.parse(answer);
}

async function settledResults(server: Server, submissionId: string, withText: boolean) {
  for (;;) {
    const detail = submissionDetail.parse(
      await call(server, `/submissions/${submissionId}${withText ? '?text=true' : ''}`, {}),
    );
    if (detail.isSettled) return detail.results;
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}

async function call(server: Server, path: string, request: RequestInit): Promise<unknown> {
  const answer = await fetch(`${server.url}${apiBase}${path}`, {
    ...request,
    headers: { ...(request.headers as Record<string, string> | undefined), authorization: `Bearer ${server.token}` },
  }).catch((cause: unknown) => {
    throw new MailroomError('path.missing', `The server at ${server.url} does not answer. Is it running?`, { cause });
  });
  const body = (await answer.json().catch(() => null)) as {
    readonly detail?: string;
    readonly refused?: unknown;
  } | null;
  if (answer.ok) return body;
  // A refused upload is an answer about the file, not about the call.
  if (body?.refused) return { submissions: [], refused: body.refused };
  throw new MailroomError('request.invalid', body?.detail ?? `The server answered ${answer.status}.`);
}
