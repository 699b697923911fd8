import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localTokenFilename } from '../api/auth/local-token.ts';
import { apiBase } from '../api/contract/index.ts';
import { readServerFile } from '../app/server-file.ts';
import { MailroomError } from '../domain/errors.ts';
import type { GlobalOptions } from './main.ts';
import { settingsOf } from './open.ts';

export interface ServerOptions extends GlobalOptions {
  readonly url?: string;
  readonly token?: string;
}

/** A running Mailroom, and what lets us in. */
export interface Server {
  readonly url: string;
  readonly token: string;
}

/** Fails with a sentence when no server runs on the data folder and none is named. */
export async function findServer(options: ServerOptions): Promise<Server> {
  const { dataDir } = await settingsOf(options);
  const url = options.url ?? (process.env.MAILROOM_URL || (await readServerFile(dataDir))?.url);
  if (!url)
    throw new MailroomError(
      'path.missing',
      'No server was found. Start one with "mailroom start", or name it with --url or MAILROOM_URL.',
    );
  const token =
    options.token ??
    (process.env.MAILROOM_TOKEN || (await readFile(join(dataDir, localTokenFilename), 'utf8').catch(() => '')).trim());
  if (!token)
    throw new MailroomError(
      'session.missing',
      'No access token was found. Name one with --token or MAILROOM_TOKEN; an administrator makes one on the set-up page.',
    );
  return { url: url.replace(/\/+$/, ''), token };
}

/** What the API answers below `/api/v1`; its problems become sentences. */
export async function callServer(server: Server, path: string, request: RequestInit = {}): Promise<unknown> {
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

export function postJson(server: Server, path: string, body: unknown): Promise<unknown> {
  return callServer(server, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}
