import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { MailroomError } from '../../domain/errors.ts';
import { multipart } from '../../testing/multipart.ts';
import { openTestApi, type TestApi } from '../../testing/test-api.ts';
import { until } from '../../testing/until.ts';
import type { UploadReceipt } from '../contract/index.ts';

const url = '/api/v1/submissions';

async function upload(
  { api }: TestApi,
  headers: Record<string, string>,
  files: Parameters<typeof multipart>[0],
  query: Record<string, string> = {},
) {
  const { headers: type, payload } = multipart(files);
  return api.inject({ method: 'POST', url, headers: { ...headers, ...type }, payload, query });
}

async function count(fixture: TestApi, table: 'submissions' | 'documents'): Promise<number> {
  const { rows } = await fixture.database.query<{ count: number }>(`select count(*) as count from ${table}`);
  return rows[0]?.count ?? -1;
}

test('several files of one request become several submissions, each of its own channel', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const response = await upload(fixture, clerk, [
    { name: 'Brief Müller.pdf', bytes: '%PDF-1.7 one', mediaType: 'application/pdf' },
    { name: 'post.eml', bytes: 'From: a@example.org\r\n\r\nhello' },
  ]);
  expect(response.statusCode).toBe(201);
  const receipt = response.json<UploadReceipt>();
  expect(receipt.submissions.map(({ file, isNew }) => ({ file, isNew }))).toEqual([
    { file: 'Brief Müller.pdf', isNew: true },
    { file: 'post.eml', isNew: true },
  ]);
  const list = await fixture.api.inject({ url, headers: clerk });
  expect(list.json().items.map((item: { channel: string }) => item.channel)).toEqual(['email', 'portal']);
});

test('the channel and the instant of receipt can be given; a receipt in the future or of another age is refused', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const file = { name: 'a.tif', bytes: 'II*' };
  const good = await upload(fixture, clerk, [file], { channel: 'fax', receivedAt: '2026-11-20T08:00:00+01:00' });
  expect(good.statusCode).toBe(201);
  const [submission] = (await fixture.api.inject({ url, headers: clerk })).json().items;
  expect(submission).toMatchObject({
    channel: 'fax',
    receivedAt: '2026-11-20T07:00:00.000Z',
    createdAt: '2026-11-21T09:00:00.000Z',
  });
  for (const receivedAt of ['2026-11-22T08:00:00Z', '0001-01-01T00:00:00Z']) {
    const refused = await upload(fixture, clerk, [file], { receivedAt });
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'request.invalid']);
  }
});

test('an upload whose Content-Length is over the limit is refused before its body is read', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await fixture.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fixture.api.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  // Two gibibytes are announced and not one byte of them is ever sent.
  socket.write(
    `POST ${url} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${clerk.authorization}\r\n` +
      `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${2 * 1024 ** 3}\r\n\r\n`,
  );
  await until('the refusal arrives', () => heard.includes('\r\n\r\n{'));
  socket.destroy();
  expect(heard).toContain('HTTP/1.1 413');
  expect(heard).toContain('"code":"upload.too_large"');
  expect(heard).toContain('1 MiB');
});

test('a client that sends on regardless reads the refusal and no broken connection', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await fixture.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fixture.api.server.address() as { port: number };
  const { headers, payload } = multipart([{ name: 'large.pdf', bytes: Buffer.alloc(8 * 1024 * 1024, 7) }]);
  const response = await fetch(`http://127.0.0.1:${port}${url}`, {
    method: 'POST',
    headers: { ...clerk, ...headers },
    body: new Uint8Array(payload),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'upload.too_large', params: { limitBytes: 1024 * 1024 } });
});

test('a client that asks whether to send is not told to go on with an upload that is too large', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await fixture.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fixture.api.server.address() as { port: number };
  const ask = async (length: number): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.write(
      `POST ${url} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${clerk.authorization}\r\nExpect: 100-continue\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`,
    );
    await until('an answer arrives', () => heard.includes('\r\n\r\n'));
    socket.destroy();
    return heard.split('\r\n')[0] ?? '';
  };
  expect(await ask(2 * 1024 ** 3)).toContain('413');
  expect(await ask(1000)).toContain('100 Continue');
});

test('a body without a length is refused at the first byte too many, and what came whole before it stays', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await fixture.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fixture.api.server.address() as { port: number };
  const { headers, payload } = multipart([
    { name: 'small.pdf', bytes: 'small' },
    { name: 'large.pdf', bytes: Buffer.alloc(3 * 1024 * 1024, 7) },
    { name: 'after.pdf', bytes: 'after' },
  ]);
  const response = await fetch(`http://127.0.0.1:${port}${url}`, {
    method: 'POST',
    headers: { ...clerk, ...headers },
    duplex: 'half',
    body: new ReadableStream({
      start(controller) {
        for (let at = 0; at < payload.length; at += 65_536) controller.enqueue(payload.subarray(at, at + 65_536));
        controller.close();
      },
    }),
  } as RequestInit & { duplex: 'half' });
  expect(response.status).toBe(201);
  const receipt = (await response.json()) as UploadReceipt;
  expect(receipt.submissions.map(({ file }) => file)).toEqual(['small.pdf']);
  expect(receipt.refused).toMatchObject([
    { file: 'large.pdf', problem: { code: 'upload.too_large', params: { limitMebibytes: 1 } } },
  ]);
  expect(await count(fixture, 'submissions')).toBe(1);
});

test('a file that is refused does not spoil the others, and when all are refused the answer is a problem', async () => {
  await using fixture = await openTestApi();
  const intake = fixture.deps.intake;
  await using picky = await openTestApi({
    intake: {
      takeIn: async (bytes, envelope, signal) => {
        if (envelope.filename.startsWith('bad')) {
          // Refused after the first chunk, with most of the file still on its way.
          if (bytes instanceof Uint8Array) throw new Error('The upload is streamed.');
          for await (const _ of bytes) throw new MailroomError('store.full', 'The disk is full.', { retry: 'later' });
        }
        return intake.takeIn(bytes, envelope, signal);
      },
    },
  });
  const clerk = await picky.bearer('clerk');
  const bad = { name: 'bad.pdf', bytes: Buffer.alloc(400_000, 1) };
  const mixed = await upload(picky, clerk, [{ name: 'one.pdf', bytes: 'one' }, bad, { name: 'two.pdf', bytes: 'two' }]);
  expect(mixed.statusCode).toBe(201);
  expect(mixed.json<UploadReceipt>().submissions.map(({ file }) => file)).toEqual(['one.pdf', 'two.pdf']);
  expect(mixed.json<UploadReceipt>().refused).toMatchObject([{ file: 'bad.pdf', problem: { code: 'store.full' } }]);
  const all = await upload(picky, clerk, [bad]);
  expect(all.statusCode).toBe(507);
  expect(all.headers['content-type']).toContain('application/problem+json');
  expect(all.json()).toMatchObject({ code: 'store.full', refused: [{ file: 'bad.pdf' }] });
});

test('an upload that breaks off leaves nothing', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await fixture.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fixture.api.server.address() as { port: number };
  const { headers, payload } = multipart([{ name: 'torn.pdf', bytes: Buffer.alloc(500_000, 3) }]);
  const open = (): Promise<number> =>
    new Promise((resolve, reject) =>
      fixture.api.server.getConnections((error, connections) => (error ? reject(error) : resolve(connections))),
    );
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `POST ${url} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${clerk.authorization}\r\n` +
      `Content-Type: ${headers['content-type']}\r\nContent-Length: ${payload.length}\r\n\r\n`,
  );
  socket.write(payload.subarray(0, 300_000));
  await until('the server has the connection', async () => (await open()) === 1);
  socket.destroy();
  await until('the connection is gone', async () => (await open()) === 0);
  expect(await count(fixture, 'submissions')).toBe(0);
  expect(await fixture.deps.store.list(null, 10)).toEqual([]);
});

test('a body that ends in the middle of a file is refused as broken off', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const { headers, payload } = multipart([{ name: 'torn.pdf', bytes: 'half of it '.repeat(50) }]);
  const response = await fixture.api.inject({
    method: 'POST',
    url,
    headers: { ...clerk, ...headers },
    payload: payload.subarray(0, payload.length - 50),
  });
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ code: 'request.invalid', refused: [{ file: 'torn.pdf' }] });
  expect(await count(fixture, 'submissions')).toBe(0);
});

test('repeating an upload with the same Idempotency-Key gives the same submissions', async () => {
  await using fixture = await openTestApi();
  const clerk = { ...(await fixture.bearer('clerk')), 'idempotency-key': 'upload-0001' };
  const files = [
    { name: 'one.pdf', bytes: 'one' },
    { name: 'two.pdf', bytes: 'two' },
  ];
  const first = await upload(fixture, clerk, files);
  const again = await upload(fixture, clerk, files);
  expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
  const ids = (receipt: UploadReceipt) => receipt.submissions.map(({ submissionId }) => submissionId);
  expect(ids(again.json())).toEqual(ids(first.json()));
  expect(again.json<UploadReceipt>().submissions.every(({ isNew }) => !isNew)).toBe(true);
  expect(await count(fixture, 'documents')).toBe(2);
});

test('an upload that was cut off after its first file is completed by repeating it with the same key', async () => {
  await using fixture = await openTestApi();
  const clerk = { ...(await fixture.bearer('clerk')), 'idempotency-key': 'upload-0002' };
  const files = [
    { name: 'one.pdf', bytes: 'one' },
    { name: 'two.pdf', bytes: 'two' },
  ];
  await upload(fixture, clerk, files.slice(0, 1));
  // As if the process had died before the answer was remembered.
  await fixture.database.query('delete from idempotency_keys');
  const whole = await upload(fixture, clerk, files);
  expect(whole.json<UploadReceipt>().submissions.map(({ isNew }) => isNew)).toEqual([false, true]);
  expect(await count(fixture, 'submissions')).toBe(2);
});

test('the same key with other bytes is a conflict and takes nothing in', async () => {
  await using fixture = await openTestApi();
  const clerk = { ...(await fixture.bearer('clerk')), 'idempotency-key': 'upload-0003' };
  await upload(fixture, clerk, [{ name: 'one.pdf', bytes: 'one' }]);
  const other = await upload(fixture, clerk, [{ name: 'one.pdf', bytes: 'another' }]);
  expect(other.statusCode).toBe(409);
  expect(other.json().code).toBe('request.conflict');
  expect(await count(fixture, 'submissions')).toBe(1);
});

test('without a key the same bytes are two submissions', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await upload(fixture, clerk, [{ name: 'one.pdf', bytes: 'one' }]);
  await upload(fixture, clerk, [{ name: 'one.pdf', bytes: 'one' }]);
  expect(await count(fixture, 'submissions')).toBe(2);
});

test('a request without a file, or of another media type, is refused in words', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const empty = await upload(fixture, clerk, []);
  expect(empty.statusCode).toBe(400);
  const json = await fixture.api.inject({ method: 'POST', url, headers: clerk, payload: { file: 'x' } });
  expect(json.statusCode).toBe(415);
  expect(json.headers['content-type']).toContain('application/problem+json');
});

test('more files than the limit: the first ones are taken in, the rest is named', async () => {
  await using fixture = await openTestApi({ options: { filesPerUploadMax: 2 } });
  const clerk = await fixture.bearer('clerk');
  const files = ['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.pdf`, bytes: name }));
  const response = await upload(fixture, clerk, files);
  expect(response.statusCode).toBe(201);
  expect(response.json<UploadReceipt>().submissions.map(({ file }) => file)).toEqual(['a.pdf', 'b.pdf']);
  expect(response.json<UploadReceipt>().refused).toMatchObject([
    { problem: { code: 'upload.too_large', params: { limitFiles: 2 } } },
  ]);
});

test('hostile file names are harmless wherever they come back', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const response = await upload(fixture, clerk, [{ name: '../../etc/x%22\u202efdp.exe', bytes: 'x' }]);
  const [submission] = response.json<UploadReceipt>().submissions;
  expect(submission?.file).toBe('x%22fdp.exe');
  const original = await fixture.api.inject({
    url: `/api/v1/documents/${submission?.documentId}/original`,
    headers: clerk,
  });
  expect(original.headers['content-disposition']).toBe(
    `attachment; filename="x_22fdp.exe"; filename*=UTF-8''x%2522fdp.exe`,
  );
  expect(original.headers['content-type']).toBe('application/octet-stream');
  expect(original.headers['x-content-type-options']).toBe('nosniff');
  expect(original.headers['content-security-policy']).toContain('sandbox');
  expect(original.body).toBe('x');
});
