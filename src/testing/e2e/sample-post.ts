import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { packageRoot } from '../../config/package-root.ts';
import { until } from '../until.ts';

export interface PostFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const samplePath = (name: string) => join(packageRoot, 'fixtures', 'samples', name);

/** An e-mail in the form an input of the page takes. */
export function mailFile(name: string, mail: { readonly subject: string; readonly text: string }): PostFile {
  const body = [
    'From: Erika Unbekannt <erika@nirgendwo.example>',
    'To: service@nordlicht.example',
    `Subject: ${mail.subject}`,
    'Date: Fri, 20 Nov 2026 09:14:00 +0100',
    `Message-ID: <${name}@nirgendwo.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    mail.text,
    '',
  ].join('\r\n');
  return { name, mimeType: 'message/rfc822', buffer: Buffer.from(body) };
}

const receipt = z.object({ submissions: z.array(z.object({ documentId: z.string() })) });
const standing = z.object({
  revision: z.number(),
  state: z.enum(['ready', 'running', 'parked', 'done']),
  workItem: z.object({ id: z.string() }).nullable(),
});

/** Takes a piece of post in behind the page's back and waits until its document is done or asks somebody. */
export async function takeIn(page: Page, file: PostFile, channel = 'email') {
  const answer = await page.request.post(`/api/v1/submissions?channel=${channel}`, {
    multipart: { files: file },
    headers: { 'x-mailroom-request': '1' },
  });
  const [taken] = receipt.parse(await answer.json()).submissions;
  if (taken === undefined) throw new Error(`${file.name} was not taken in.`);
  const { documentId } = taken;
  const settled = () =>
    until(
      `${file.name} has settled`,
      async () => {
        const now = standing.parse(await (await page.request.get(`/api/v1/documents/${documentId}`)).json());
        return now.state === 'parked' || (now.state === 'done' && now.workItem !== null) ? now : null;
      },
      90,
    );
  return { documentId, settled };
}

/** The same to its end in the work list: a question the machine may ask, by how it is trained today, is answered. */
export async function takeInAndRoute(page: Page, file: PostFile, answer: { classKey: string; customerNumber: string }) {
  const { documentId, settled } = await takeIn(page, file);
  const first = await settled();
  if (first.state === 'parked') {
    await page.request.post(`/api/v1/documents/${documentId}/resolve`, {
      data: { revision: first.revision, ...answer },
      headers: { 'x-mailroom-request': '1' },
    });
  }
  const { workItem } = await until(`${file.name} is in the work list`, async () => {
    const now = await settled();
    return now.workItem === null ? null : now;
  });
  if (workItem === null) throw new Error(`${file.name} has no work item.`);
  return { documentId, workItemId: workItem.id };
}
