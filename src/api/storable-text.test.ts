import { expect, test } from 'vitest';
import { openTestApi } from '../testing/test-api.ts';

test('text the database cannot hold is refused in path, query and body, however deep it lies', async () => {
  await using fixture = await openTestApi();
  const headers = await fixture.bearer('clerk');
  const ask = async (method: 'GET' | 'POST', path: string, payload?: object) => {
    const url = `/api/v1${path}`;
    const response = await fixture.api.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return [response.statusCode, response.json<{ code: string; detail: string }>().code];
  };
  const refused = [400, 'request.invalid'];
  expect(await ask('GET', '/batches/%00')).toEqual(refused);
  expect(await ask('GET', '/batches?profile=%00')).toEqual(refused);
  expect(await ask('POST', '/batches', { profile: 'tagespost', note: 'a\u0000b' })).toEqual(refused);
  expect(await ask('POST', '/batches', { profile: 'tagespost', note: 'a\ud800b' })).toEqual(refused);
  expect(await ask('POST', '/batches/none/release', { revision: 0, reason: 'a\u0000' })).toEqual(refused);
  expect(await ask('POST', '/batches', { profile: 'tagespost', more: [{ 'a\u0000': 1 }] })).toEqual(refused);
  const good = { profile: 'tagespost', note: 'Grüße 👋 \n' };
  expect((await ask('POST', '/batches', good))[0]).toBe(201);
});

test('a body of nothing but brackets is answered like any other that does not fit', async () => {
  await using fixture = await openTestApi();
  const headers = { ...(await fixture.bearer('clerk')), 'content-type': 'application/json' };
  const payload = `{"profile":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  const response = await fixture.api.inject({ method: 'POST', url: '/api/v1/batches', headers, payload });
  expect(response.statusCode).toBe(400);
});
