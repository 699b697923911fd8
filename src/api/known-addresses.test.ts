import { expect, test } from 'vitest';
import { openTestApi } from '../testing/test-api.ts';

test('a verb that an address does not understand is refused with those it does, and an unknown address is unknown', async () => {
  await using fixture = await openTestApi();
  for (const [method, url, allow] of [
    ['PUT', '/api/v1/review/queue', 'GET, HEAD'],
    ['DELETE', '/api/v1/documents/doc_x/resolve', 'POST'],
    ['PUT', '/api/v1/review/fields?name=iban', 'GET, HEAD, POST'],
  ] as const) {
    const answer = await fixture.api.inject({ method, url });
    expect([url, answer.statusCode, answer.headers.allow]).toEqual([url, 405, allow]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 405, code: 'request.invalid' });
  }
  for (const url of ['/api/v1/review/queues', '/api/v1/documents/a/b/c/d', '/nothing.js'])
    expect((await fixture.api.inject({ method: 'PUT', url })).statusCode, url).toBe(404);
});

test('a misspelled filter is refused by name instead of showing everything', async () => {
  await using fixture = await openTestApi();
  const headers = await fixture.bearer('lead');
  const ask = (url: string) => fixture.api.inject({ url, headers });
  expect((await ask('/api/v1/documents?limit=2&channel=fax')).statusCode).toBe(200);
  const answer = await ask('/api/v1/documents?limit=2&chanel=fax');
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'request.invalid', detail: expect.stringContaining('chanel') });
});
