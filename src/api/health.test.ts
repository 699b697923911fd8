import { expect, test } from 'vitest';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { openTestApi } from '../testing/test-api.ts';

test('a process that answers is live; it is ready when every part is well, and says no more than that', async () => {
  let isHealthy = true;
  await using fixture = await openTestApi({
    parts: async () => [
      { name: 'database', kind: 'real', detail: 'postgres://somewhere', isHealthy: true },
      { name: 'store', kind: 'real', detail: 's3://somewhere', isHealthy },
    ],
  });
  expect((await fixture.api.inject({ url: '/health/live' })).json()).toEqual({ status: 'live' });
  const ready = await fixture.api.inject({ url: '/health/ready' });
  expect(ready.statusCode).toBe(200);
  expect(ready.body).not.toContain('somewhere');
  isHealthy = false;
  await using sick = await openTestApi({ parts: fixture.deps.parts });
  const unready = await sick.api.inject({ url: '/health/ready' });
  expect(unready.statusCode).toBe(503);
  expect(unready.json()).toEqual({
    status: 'unready',
    parts: [
      { name: 'database', isHealthy: true },
      { name: 'store', isHealthy: false },
    ],
  });
});

test('a part that throws makes the process unready instead of failing the question', async () => {
  await using fixture = await openTestApi({
    parts: async () => {
      throw new Error('no answer');
    },
  });
  expect((await fixture.api.inject({ url: '/health/ready' })).statusCode).toBe(503);
});

test('metrics count documents by stage and state and time requests by route, and name nobody', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  await putDocument(fixture.database, { stage: 'recognition' });
  const done = await putDocument(fixture.database, {
    stage: 'routing',
    state: 'done',
    facts: lettersFacts(),
    doneAt: fixture.deps.clock.now(),
    customerName: 'Müller',
  });
  await fixture.api.inject({ url: `/api/v1/documents/${done.documentId}`, headers: clerk });
  const { body, headers } = await fixture.api.inject({ url: '/metrics' });
  expect(headers['content-type']).toContain('text/plain');
  expect(body).toContain('mailroom_documents{stage="recognition",state="ready",tray=""} 1');
  expect(body).toContain('mailroom_documents{stage="routing",state="done",tray=""} 1');
  expect(body).toMatch(
    /mailroom_http_request_seconds_count\{method="GET",route="\/api\/v1\/documents\/:id",status="2xx"\} 1/,
  );
  expect(body).toContain('nodejs_eventloop_lag');
  expect(body).not.toMatch(/Müller|doc_/);
});

test('too many requests from one address are refused with the time to wait', async () => {
  await using fixture = await openTestApi({ options: { requestsPerMinuteMax: 3 } });
  for (let n = 0; n < 3; n += 1) expect((await fixture.api.inject({ url: '/api/v1/setup' })).statusCode).toBe(200);
  const refused = await fixture.api.inject({ url: '/api/v1/setup' });
  expect(refused.statusCode).toBe(429);
  expect(refused.json().code).toBe('request.too_many');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('the system page tells parts and limits to those who may see them', async () => {
  await using fixture = await openTestApi();
  const system = await fixture.api.inject({ url: '/api/v1/system', headers: await fixture.bearer('lead') });
  expect(system.json()).toMatchObject({
    version: '0.1.0-test',
    parts: [{ name: 'database' }],
    limits: { uploadBytesMax: 1024 * 1024 },
  });
  const classes = await fixture.api.inject({ url: '/api/v1/classes', headers: await fixture.bearer('agent') });
  expect(classes.json()).toEqual([
    {
      key: 'cancellation',
      names: { de: 'Kündigung', en: 'Cancellation' },
      customer: 'required',
      queue: 'contracts',
      threshold: 0.9,
    },
  ]);
});
