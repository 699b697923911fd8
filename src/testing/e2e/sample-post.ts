import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { packageRoot } from '../../config/package-root.ts';
import { until } from '../until.ts';

export const samplePath = (name: string) => join(packageRoot, 'fixtures', 'samples', name);

/** An e-mail in the form an input of the page takes. */
export function mailFile(name: string, mail: { readonly subject: string; readonly text: string }) {
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
  state: z.enum(['ready', 'running', 'parked', 'done']),
  workItem: z.object({ id: z.string() }).nullable(),
});

/** Takes a piece of post in behind the page's back and waits until its document is done or asks somebody. */
export async function takeIn(page: Page, file: { name: string; mimeType: string; buffer: Buffer }, channel = 'email') {
  const answer = await page.request.post(`/api/v1/submissions?channel=${channel}`, {
    multipart: { files: file },
    headers: { 'x-mailroom-request': '1' },
  });
  const [taken] = receipt.parse(await answer.json()).submissions;
  if (taken === undefined) throw new Error(`${file.name} was not taken in.`);
  const { documentId } = taken;
  const settled = await until(
    `${file.name} has settled`,
    async () => {
      const now = standing.parse(await (await page.request.get(`/api/v1/documents/${documentId}`)).json());
      return now.state === 'parked' || (now.state === 'done' && now.workItem !== null) ? now : null;
    },
    90,
  );
  return { documentId, workItemId: settled.workItem?.id ?? null };
}
