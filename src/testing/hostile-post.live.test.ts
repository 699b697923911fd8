import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiBase, documentPage, problem, submissionDetail, uploadReceipt } from '../api/contract/index.ts';
import { type ServerProcess, startServer } from '../bench/server-process.ts';
import { packageRoot } from '../config/package-root.ts';
import { emptyPagesPdf, encryptPdf, nestedMail } from './hostile-bytes.ts';
import { openTemporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

/** The whole product in a process of its own, as it is started by hand, against post that nobody sends by accident. */
let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
let server: ServerProcess;
let url: string;
let authorization: string;

beforeAll(async () => {
  folder = await openTemporaryFolder();
  server = startServer(join(folder.path, 'data'));
  const ready = await server.ready();
  url = `${ready.url}${apiBase}`;
  authorization = `Bearer ${ready.token}`;
});
afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

const get = (path: string) => fetch(`${url}${path}`, { headers: { authorization } });

async function upload(filename: string, bytes: Uint8Array, channel: string) {
  const form = new FormData();
  form.set('files', new Blob([Uint8Array.from(bytes)]), filename);
  const answer = await fetch(`${url}/submissions?channel=${channel}`, {
    method: 'POST',
    body: form,
    headers: { authorization },
  });
  return { status: answer.status, body: await answer.json() };
}

async function takeIn(filename: string, bytes: Uint8Array, channel = 'letter'): Promise<string> {
  const { status, body } = await upload(filename, bytes, channel);
  expect(status, JSON.stringify(body)).toBe(201);
  return uploadReceipt.parse(body).submissions[0]?.submissionId ?? '';
}

/** Where every document of a submission stands, once none of them moves any more. */
async function settled(submissionId: string) {
  await until(
    'the submission is settled',
    async () => submissionDetail.parse(await (await get(`/submissions/${submissionId}`)).json()).isSettled || null,
    100,
  );
  return documentPage.parse(await (await get(`/documents?submission=${submissionId}&limit=200`)).json()).items;
}

async function expectHealthyAndOriginalKept(documentId: string, bytes: Uint8Array): Promise<void> {
  expect((await fetch(new URL('/health/live', url))).status).toBe(200);
  const original = await get(`/documents/${documentId}/original`);
  const digest = createHash('sha256').update(Buffer.from(await original.arrayBuffer()));
  expect(digest.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
}

const sample = (name: string) => readFile(join(packageRoot, 'fixtures/samples', name));

const hostile: readonly {
  readonly title: string;
  readonly filename: string;
  readonly tray: string;
  readonly code: string;
  bytes(): Promise<Uint8Array>;
}[] = [
  {
    title: 'an encrypted PDF',
    filename: 'geheim.pdf',
    tray: 'exceptions',
    code: 'document.encrypted',
    bytes: async () => encryptPdf(await emptyPagesPdf(1), 'secret'),
  },
  {
    title: 'a truncated TIFF',
    filename: 'abgerissen.tif',
    tray: 'rescan',
    code: 'document.truncated',
    bytes: async () => (await sample('fax/0001.tif')).subarray(0, 3000),
  },
  {
    title: 'a PNG of 20,000 × 20,000 pixels',
    filename: 'riesig.png',
    tray: 'quarantine',
    code: 'document.too_many_pixels',
    bytes: () =>
      sharp({ create: { width: 20_000, height: 20_000, channels: 3, background: '#ffffff' }, limitInputPixels: false })
        .toColourspace('b-w')
        .png({ compressionLevel: 1 })
        .toBuffer(),
  },
  {
    title: 'a PDF of 3,000 pages',
    filename: 'telefonbuch.pdf',
    tray: 'exceptions',
    code: 'document.too_many_pages',
    bytes: () => emptyPagesPdf(3000),
  },
];

test.each(hostile)('$title is put before a person with a sentence; the next letter is not delayed', async (post) => {
  const bytes = await post.bytes();
  const badId = await takeIn(post.filename, bytes);
  const mail = Buffer.from(`From: a@example.org\r\nSubject: Frage\r\n\r\nGuten Tag zu ${post.filename}`);
  const nextId = await takeIn('frage.eml', mail, 'email');
  const [next] = await settled(nextId);
  expect(['parked', 'done']).toContain(next?.state);
  const [bad, ...others] = await settled(badId);
  expect(others).toEqual([]);
  expect(bad).toMatchObject({ state: 'parked', tray: post.tray, question: { code: post.code } });
  expect(bad?.question?.message).toMatch(/\w+ .*\./);
  await expectHealthyAndOriginalKept(bad?.id ?? '', bytes);
});

test('a text that calls itself a PDF is read as the text it is, and says so', async () => {
  const bytes = Buffer.from('Sehr geehrte Damen und Herren,\nich ziehe um.\n');
  const [document] = await settled(await takeIn('brief.pdf', bytes));
  expect(document?.state).toMatch(/^(parked|done)$/);
  expect(document?.question?.code ?? 'none').not.toBe('document.unreadable');
  await expectHealthyAndOriginalKept(document?.id ?? '', bytes);
});

test('an e-mail nested 50 deep is not opened any further than the limit, and a person is asked', async () => {
  const bytes = nestedMail(50);
  const documents = await settled(await takeIn('matroschka.eml', bytes, 'email'));
  expect(documents.every(({ state }) => state === 'parked' || state === 'done')).toBe(true);
  expect(documents.filter(({ question }) => question?.code === 'document.too_deep')).toHaveLength(1);
  await expectHealthyAndOriginalKept(documents.find(({ parentId }) => parentId === null)?.id ?? '', bytes);
});

test('a file name with a path and control characters stays a name', async () => {
  const [document] = await settled(await takeIn('../../etc/\u0007pass\nwd.txt', Buffer.from('Guten Tag'), 'portal'));
  expect(document?.filename).not.toMatch(/[\p{Cc}/\\]/u);
  expect(document?.filename).toContain('wd.txt');
});

test('an empty file is put before a person', async () => {
  const [document] = await settled(await takeIn('leer.pdf', new Uint8Array()));
  expect(document).toMatchObject({ state: 'parked', tray: 'exceptions', question: { code: 'document.empty' } });
});

test.each(['content-length', 'chunked'])('an upload of 2 GiB (%s) is refused with the limit named', async (way) => {
  const total = 2 * 1024 ** 3;
  const head = '--b\r\nContent-Disposition: form-data; name="files"; filename="gross.pdf"\r\n\r\n';
  const sending = request(`${url}/submissions?channel=letter`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'multipart/form-data; boundary=b',
      ...(way === 'chunked' ? {} : { 'content-length': total }),
    },
  });
  // The server hangs up while this side still sends.
  sending.on('error', () => {});
  const answered = once(sending, 'response');
  let isAnswered = false;
  void answered.then(() => {
    isAnswered = true;
  });
  sending.write(head);
  const megabyte = Buffer.alloc(1024 * 1024, 0x20);
  for (let sent = 0; sent < total && !isAnswered; sent += megabyte.length) {
    if (!sending.write(megabyte)) await Promise.race([once(sending, 'drain'), answered]);
  }
  const [response] = await answered;
  const body = problem.parse(JSON.parse(await new Response(response).text()));
  sending.destroy();
  expect(response.statusCode).toBe(413);
  expect(body).toMatchObject({ code: 'upload.too_large' });
  expect(JSON.stringify(body)).toContain('uploadBytesMax');
  expect((await fetch(new URL('/health/live', url))).status).toBe(200);
});
