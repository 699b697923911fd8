import { expect, test } from 'vitest';
import { declareInstallation } from '../../db/installation.ts';
import { openTestApi, type TestApi } from '../../testing/test-api.ts';
import { until } from '../../testing/until.ts';
import { demoPassword, seedDemoAccounts } from '../auth/demo-accounts.ts';
import { liveEvent } from '../contract/index.ts';

const change = {
  type: 'document',
  documentId: 'doc_1',
  submissionId: 'sub_1',
  stage: 'recognition',
  state: 'ready',
  tray: null,
} as const;

/** Reads a stream of events until it is closed. */
async function follow({ api }: TestApi, headers: Record<string, string>) {
  const response = await api.inject({ url: '/api/v1/events', headers, payloadAsStream: true });
  const heard = { text: '', isClosed: false };
  const stream = response.stream();
  stream.on('data', (chunk: Buffer) => {
    heard.text += chunk;
  });
  stream.on('close', () => {
    heard.isClosed = true;
  });
  return { status: response.statusCode, headers: response.headers, heard, leave: () => stream.destroy() };
}

function eventsOf(text: string): { readonly id: string; readonly name: string; readonly data: string }[] {
  return text.split('\n\n').flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
    return field('event') === '' ? [] : [{ id: field('id'), name: field('event'), data: field('data') }];
  });
}

test('a change reaches every reader as an event of the contract', async () => {
  await using fixture = await openTestApi();
  const readers = [
    await follow(fixture, await fixture.bearer('clerk')),
    await follow(fixture, await fixture.bearer('agent')),
  ];
  expect(readers[0]?.headers['content-type']).toContain('text/event-stream');
  expect(readers[0]?.headers['x-content-type-options']).toBe('nosniff');
  fixture.news.tell(change);
  for (const { heard } of readers) {
    const [event] = await until('the event arrives', () => eventsOf(heard.text).length > 0 && eventsOf(heard.text));
    expect(event?.name).toBe('document');
    expect(liveEvent.parse(JSON.parse(event?.data ?? ''))).toEqual(change);
  }
});

test('a reader that reconnects gets what it missed, or is told to reload when that is not known', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const first = await follow(fixture, clerk);
  fixture.news.tell(change);
  const [event] = await until(
    'the event arrives',
    () => eventsOf(first.heard.text).length > 0 && eventsOf(first.heard.text),
  );
  first.leave();
  const meanwhile = await follow(fixture, clerk);
  fixture.news.tell({ ...change, state: 'done' });
  await until('the next event arrives', () => meanwhile.heard.text.includes('"done"'));
  const again = await follow(fixture, { ...clerk, 'last-event-id': event?.id ?? '' });
  await until('the missed event arrives', () => again.heard.text.includes('"done"'));
  expect(eventsOf(again.heard.text)).toHaveLength(1);
  for (const id of ['another-run-7', `${event?.id}9999`, 'nonsense']) {
    const lost = await follow(fixture, { ...clerk, 'last-event-id': id });
    await until('the reader is told to reload', () => eventsOf(lost.heard.text)[0]?.name === 'reload');
  }
});

test('signing out ends the stream at once', async () => {
  await using fixture = await openTestApi();
  await declareInstallation(fixture.database, 'demo');
  await seedDemoAccounts(fixture.database, fixture.deps.clock.now());
  const signedIn = await fixture.api.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { name: 'clerk', password: demoPassword },
  });
  const cookie = { cookie: `mailroom=${signedIn.cookies[0]?.value}` };
  const { heard } = await follow(fixture, cookie);
  await fixture.api.inject({
    method: 'DELETE',
    url: '/api/v1/session',
    headers: { ...cookie, 'x-mailroom-request': '1' },
  });
  await until('the stream is closed', () => heard.isClosed);
  expect(eventsOf(heard.text).at(-1)?.name).toBe('signedOut');
});

test('a stream beats, and ends with a session that ended elsewhere', async () => {
  await using fixture = await openTestApi({ options: { heartbeatSeconds: 0.05 } });
  const { heard } = await follow(fixture, await fixture.bearer('clerk'));
  await until('it beats', () => heard.text.includes(': beat'));
  await fixture.database.query('delete from sessions');
  await until('the stream is closed', () => heard.isClosed);
  expect(eventsOf(heard.text).at(-1)?.name).toBe('signedOut');
});

test('an account can follow in a bounded number of pages, and a closed one makes room', async () => {
  await using fixture = await openTestApi({ options: { eventStreamsPerAccountMax: 2 } });
  const clerk = await fixture.bearer('clerk');
  await fixture.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fixture.api.server.address() as { port: number };
  const open = async (headers: Record<string, string>) => {
    const leaving = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, { headers, signal: leaving.signal });
    return { response, leave: () => leaving.abort() };
  };
  const first = await open(clerk);
  await open(clerk);
  const third = await open(clerk);
  expect(third.response.status).toBe(429);
  expect(await third.response.json()).toMatchObject({ code: 'request.too_many' });
  expect((await open(await fixture.bearer('clerk'))).response.status).toBe(200);
  first.leave();
  await until('there is room again', async () => (await open(clerk)).response.status === 200);
});

test('closing the server ends all streams', async () => {
  const fixture = await openTestApi();
  const { heard } = await follow(fixture, await fixture.bearer('clerk'));
  await fixture[Symbol.asyncDispose]();
  await until('the stream is closed', () => heard.isClosed);
});
