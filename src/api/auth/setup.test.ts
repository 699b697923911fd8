import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { declareInstallation } from '../../db/installation.ts';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { openTestApi, type TestApi } from '../../testing/test-api.ts';
import { demoPassword, seedDemoAccounts } from './demo-accounts.ts';
import { ensureLocalToken, localTokenFilename } from './local-token.ts';
import { ensureSetup } from './setup-link.ts';

const url = '/api/v1/setup';
const person = { name: 'erika', displayName: 'Erika Muster', password: 'correct horse battery' };

function setUp({ api }: TestApi, token: string, changes: Partial<typeof person> = {}) {
  return api.inject({ method: 'POST', url, payload: { ...person, ...changes, token } });
}

test('a real installation begins with a link that makes one administrator and then nothing more', async () => {
  await using fixture = await openTestApi();
  const setup = await ensureSetup(fixture.database, fixture.deps.clock);
  expect((await fixture.api.inject({ url })).json()).toEqual({ isOpen: true, isDemo: false, demoAccounts: [] });
  const [first, second] = await Promise.all([
    setUp(fixture, setup?.token ?? ''),
    setUp(fixture, setup?.token ?? '', { name: 'other' }),
  ]);
  expect([first.statusCode, second.statusCode].sort()).toEqual([201, 401]);
  const made = first.statusCode === 201 ? first : second;
  expect(made.json()).toMatchObject({ role: 'administrator', isDemo: false });
  const me = await fixture.api.inject({
    url: '/api/v1/session',
    headers: { cookie: `mailroom=${made.cookies[0]?.value}` },
  });
  expect(me.statusCode).toBe(200);
  expect((await fixture.api.inject({ url })).json().isOpen).toBe(false);
  expect(await ensureSetup(fixture.database, fixture.deps.clock)).toBeNull();
});

test('a link ends after a day, and a new start ends the one before', async () => {
  await using fixture = await openTestApi();
  const old = await ensureSetup(fixture.database, fixture.deps.clock);
  const fresh = await ensureSetup(fixture.database, fixture.deps.clock);
  expect((await setUp(fixture, old?.token ?? '')).statusCode).toBe(401);
  fixture.turnClock(25 * 3600);
  expect((await setUp(fixture, fresh?.token ?? '')).statusCode).toBe(401);
  expect((await fixture.api.inject({ url })).json().isOpen).toBe(false);
});

test('a poor password is refused and the link is not spent by it', async () => {
  await using fixture = await openTestApi();
  const setup = await ensureSetup(fixture.database, fixture.deps.clock);
  for (const password of ['short', 'aaaaaaaaaaaaaa', 'Erika Muster']) {
    expect((await setUp(fixture, setup?.token ?? '', { password })).statusCode).toBe(400);
  }
  expect((await setUp(fixture, setup?.token ?? '')).statusCode).toBe(201);
});

test('demo accounts exist only in a demo, and a real installation never becomes one', async () => {
  await using fixture = await openTestApi();
  await expect(seedDemoAccounts(fixture.database)).rejects.toMatchObject({ code: 'config.invalid' });
  expect(await declareInstallation(fixture.database, 'real')).toBe('real');
  expect(await declareInstallation(fixture.database, 'demo')).toBe('real');
  await expect(seedDemoAccounts(fixture.database)).rejects.toMatchObject({ code: 'config.invalid' });
});

test('a demo tells its accounts, seeds them once and needs no link', async () => {
  await using fixture = await openTestApi();
  await declareInstallation(fixture.database, 'demo');
  await seedDemoAccounts(fixture.database);
  await seedDemoAccounts(fixture.database);
  const state = (await fixture.api.inject({ url })).json();
  expect(state).toMatchObject({ isOpen: false, isDemo: true });
  expect(state.demoAccounts).toHaveLength(5);
  expect(state.demoAccounts[0]).toEqual({ name: 'clerk', password: demoPassword, role: 'clerk' });
  expect(await ensureSetup(fixture.database, fixture.deps.clock)).toBeNull();
});

test('a change of password ends all other sessions, and the demo’s passwords stay', async () => {
  await using fixture = await openTestApi();
  const setup = await ensureSetup(fixture.database, fixture.deps.clock);
  const here = (await setUp(fixture, setup?.token ?? '')).cookies[0]?.value ?? '';
  const signIn = (password: string) =>
    fixture.api.inject({ method: 'POST', url: '/api/v1/session', payload: { name: 'erika', password } });
  const elsewhere = (await signIn(person.password)).cookies[0]?.value ?? '';
  const change = (current: string, next: string) =>
    fixture.api.inject({
      method: 'POST',
      url: '/api/v1/session/password',
      headers: { 'x-mailroom-request': '1', cookie: `mailroom=${here}` },
      payload: { current, next },
    });
  expect((await change('wrong', 'another good password')).statusCode).toBe(401);
  expect((await change(person.password, person.password)).statusCode).toBe(400);
  expect((await change(person.password, 'another good password')).statusCode).toBe(204);
  const me = async (mailroom: string) =>
    (await fixture.api.inject({ url: '/api/v1/session', headers: { cookie: `mailroom=${mailroom}` } })).statusCode;
  expect([await me(here), await me(elsewhere)]).toEqual([200, 401]);
  expect((await signIn(person.password)).statusCode).toBe(401);
  expect((await signIn('another good password')).statusCode).toBe(200);
});

test('the command line’s token lies in a file only its owner can read, stays while it holds and opens the API', async () => {
  await using fixture = await openTestApi();
  await using folder = await openTemporaryFolder();
  const now = fixture.deps.clock.now();
  const token = await ensureLocalToken(fixture.database, folder.path, now);
  const path = join(folder.path, localTokenFilename);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, 'utf8')).trim()).toBe(token);
  expect(await ensureLocalToken(fixture.database, folder.path, now)).toBe(token);
  const me = await fixture.api.inject({ url: '/api/v1/session', headers: { authorization: `Bearer ${token}` } });
  expect(me.json()).toMatchObject({ role: 'lead', displayName: 'Command line' });
  await fixture.database.query('delete from sessions');
  expect(await ensureLocalToken(fixture.database, folder.path, now)).not.toBe(token);
});

test('a token is made by an administrator, shown once, does what its role may, and ends when revoked', async () => {
  await using fixture = await openTestApi();
  const admin = { ...(await fixture.bearer('administrator')), 'idempotency-key': 'token-0001' };
  const make = (payload: object) =>
    fixture.api.inject({ method: 'POST', url: '/api/v1/tokens', headers: admin, payload });
  const first = await make({ label: 'Scanner', role: 'clerk' });
  expect(first.statusCode).toBe(201);
  const { token, accountId } = first.json();
  const again = await make({ label: 'Scanner', role: 'clerk' });
  expect(again.json()).toEqual({ ...first.json(), token: null });
  expect((await make({ label: 'Other', role: 'clerk' })).statusCode).toBe(409);
  const { rows } = await fixture.database.query<{ text: string }>(`select k::text as text from idempotency_keys k`);
  expect(rows[0]?.text).not.toContain(token);
  const use = async () =>
    (await fixture.api.inject({ url: '/api/v1/documents', headers: { authorization: `Bearer ${token}` } })).statusCode;
  expect(await use()).toBe(200);
  await fixture.api.inject({ method: 'DELETE', url: `/api/v1/tokens/${accountId}`, headers: admin });
  expect(await use()).toBe(401);
});
