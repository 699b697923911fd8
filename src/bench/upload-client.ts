import { openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { apiBase, submissionDetail, uploadReceipt } from '../api/contract/index.ts';

export interface Server {
  readonly url: string;
  readonly token: string;
}

/**
 * Uploads a file and repeats until it is acknowledged, always under the same idempotency key: what a careful sender
 * does whose server dies now and then. `server` is asked anew each time, because a restarted one listens elsewhere.
 */
export async function uploadUntilAcknowledged(
  server: () => Promise<Server | null>,
  folder: string,
  file: string,
  key: string,
): Promise<string> {
  for (;;) {
    const current = await server();
    const submissionId = current === null ? null : await upload(current, folder, file, key);
    if (submissionId !== null) return submissionId;
    await delay(50);
  }
}

/** Null when the server did not answer, or asked to come again. */
async function upload({ url, token }: Server, folder: string, file: string, key: string): Promise<string | null> {
  const form = new FormData();
  form.set('files', await openAsBlob(join(folder, file)), basename(file));
  try {
    const answer = await fetch(`${url}${apiBase}/submissions?channel=${file.split('/')[0]}`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
      signal: AbortSignal.timeout(30_000),
    });
    const body: unknown = await answer.json();
    if (answer.status >= 500 || answer.status === 409 || answer.status === 429) return null;
    if (!answer.ok) throw new UploadRefused(`${file}: ${answer.status} ${JSON.stringify(body)}`);
    return uploadReceipt.parse(body).submissions[0]?.submissionId ?? null;
  } catch (error) {
    if (error instanceof UploadRefused) throw error;
    return null;
  }
}

class UploadRefused extends Error {}

export async function isSettled({ url, token }: Server, submissionId: string): Promise<boolean> {
  const answer = await fetch(`${url}${apiBase}/submissions/${submissionId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.ok && submissionDetail.parse(await answer.json()).isSettled;
}
