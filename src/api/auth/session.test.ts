import { expect, test } from 'vitest';
import { declareInstallation } from '../../db/installation.ts';
import { reserveAttempt } from '../../db/sign-in-attempts.ts';
import { openTestApi, type TestApi } from '../../testing/test-api.ts';
import { demoPassword, seedDemoAccounts } from './demo-accounts.ts';

const session = '/api/v1/session';
const own = { 'x-mailroom-request': '1' };

async function openDemo(options: Parameters<typeof openTestApi>[0] = {}): Promise<TestApi> {
  const fixture = await openTestApi(options);
  await declareInstallation(fixture.database, 'demo');
  await seedDemoAccounts(fixture.database, fixture.deps.clock.now());
  return fixture;
}

function signIn({ api }: TestApi, name: string, password: string, headers: Record<string, string> = {}) {
  return api.inject({ method: 'POST', url: session, payload: { name, password }, headers });
}

async function cookieOf(fixture: TestApi, name: string): Promise<{ cookie: string }> {
  const response = await signIn(fixture, name, demoPassword);
  const [cookie] = response.cookies;
  if (!cookie) throw new Error(`No cookie: ${response.body}`);
  return { cookie: `${cookie.name}=${cookie.value}` };
}

test('signing in sets a cookie no script can read and no other site can send, and only its digest is kept', async () => {
  await using fixture = await openDemo();
  const response = await signIn(fixture, 'Clerk ', demoPassword);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ name: 'clerk', role: 'clerk', isDemo: true, uploadBytesMax: 1024 * 1024 });
  const [cookie] = response.cookies;
  expect(cookie).toMatchObject({ name: 'mailroom', httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(cookie?.secure).toBeUndefined();
  const { rows } = await fixture.database.query<{ text: string }>('select s::text as text from sessions s');
  expect(rows[0]?.text).not.toContain(cookie?.value);
});

test('behind TLS the cookie is Secure and bound to this host', async () => {
  await using fixture = await openDemo({ options: { trustProxy: true } });
  const response = await signIn(fixture, 'clerk', demoPassword, { 'x-forwarded-proto': 'https' });
  expect(response.cookies[0]).toMatchObject({ name: '__Host-mailroom', secure: true });
});

test('a wrong name and a wrong password are answered alike', async () => {
  await using fixture = await openDemo();
  const [unknown, wrong] = [await signIn(fixture, 'nobody', 'wrong'), await signIn(fixture, 'clerk', 'wrong')];
  expect([unknown.statusCode, wrong.statusCode]).toEqual([401, 401]);
  expect(unknown.json()).toEqual(wrong.json());
  expect(unknown.json().code).toBe('session.refused');
});

test('signing out ends the session and signing in never continues an old cookie', async () => {
  await using fixture = await openDemo();
  const first = await cookieOf(fixture, 'clerk');
  const again = await signIn(fixture, 'clerk', demoPassword, { ...first, ...own });
  const second = { cookie: `${again.cookies[0]?.name}=${again.cookies[0]?.value}` };
  expect(second.cookie).not.toBe(first.cookie);
  expect((await fixture.api.inject({ url: session, headers: first })).statusCode).toBe(401);
  expect((await fixture.api.inject({ url: session, headers: second })).statusCode).toBe(200);
  await fixture.api.inject({ method: 'DELETE', url: session, headers: { ...second, ...own } });
  const ended = await fixture.api.inject({ url: session, headers: second });
  expect(ended.statusCode).toBe(401);
  expect(ended.json().code).toBe('session.missing');
});

test('a session ends an hour after the last request and twelve hours after signing in', async () => {
  await using fixture = await openDemo();
  const idle = await cookieOf(fixture, 'clerk');
  const busy = await cookieOf(fixture, 'lead');
  for (let minutes = 0; minutes < 11 * 60; minutes += 50) {
    fixture.turnClock(50 * 60);
    expect((await fixture.api.inject({ url: session, headers: busy })).statusCode).toBe(200);
  }
  expect((await fixture.api.inject({ url: session, headers: idle })).statusCode).toBe(401);
  fixture.turnClock(50 * 60);
  expect((await fixture.api.inject({ url: session, headers: busy })).statusCode).toBe(401);
});

test('a changing request with a cookie needs our header and our origin; a token needs neither', async () => {
  await using fixture = await openDemo();
  const cookie = await cookieOf(fixture, 'clerk');
  const token = await fixture.bearer('clerk');
  const change = async (headers: Record<string, string>): Promise<number> =>
    (
      await fixture.api.inject({
        method: 'PATCH',
        url: session,
        payload: { language: 'en' },
        headers: { host: 'mailroom.example', ...headers },
      })
    ).statusCode;
  expect(await change(cookie)).toBe(403);
  expect(await change({ ...cookie, ...own })).toBe(200);
  expect(await change({ ...cookie, ...own, origin: 'https://mailroom.example' })).toBe(200);
  expect(await change({ ...cookie, ...own, origin: 'https://evil.example' })).toBe(403);
  expect(await change({ ...cookie, ...own, origin: 'null' })).toBe(403);
  expect(await change({ ...cookie, ...own, 'sec-fetch-site': 'same-origin' })).toBe(200);
  for (const site of ['cross-site', 'same-site', 'none']) {
    expect(await change({ ...cookie, ...own, 'sec-fetch-site': site })).toBe(403);
  }
  expect(await change(token)).toBe(200);
});

test('another site can neither sign a browser in nor read with its cookie through CORS', async () => {
  await using fixture = await openDemo();
  const forged = await signIn(fixture, 'clerk', demoPassword, { origin: 'https://evil.example' });
  expect(forged.statusCode).toBe(403);
  expect(forged.cookies).toEqual([]);
  const read = await fixture.api.inject({
    url: session,
    headers: { ...(await cookieOf(fixture, 'clerk')), origin: 'https://evil.example' },
  });
  expect(read.headers['access-control-allow-origin']).toBeUndefined();
});

test('a token does not work as a cookie, and a cookie does not work as a token', async () => {
  await using fixture = await openDemo();
  const { authorization } = await fixture.bearer('clerk');
  const { cookie } = await cookieOf(fixture, 'clerk');
  const asCookie = await fixture.api.inject({
    url: session,
    headers: { cookie: `mailroom=${authorization.slice(7)}` },
  });
  const asToken = await fixture.api.inject({
    url: session,
    headers: { authorization: `Bearer ${cookie.split('=')[1]}` },
  });
  expect([asCookie.statusCode, asToken.statusCode]).toEqual([401, 401]);
});

test('after five failures an account waits, longer each time, even with the right password', async () => {
  await using fixture = await openDemo();
  for (let failure = 0; failure < 5; failure += 1)
    expect((await signIn(fixture, 'clerk', 'wrong')).statusCode).toBe(401);
  const waits: number[] = [];
  for (let failure = 0; failure < 4; failure += 1) {
    const refused = await signIn(fixture, 'clerk', demoPassword);
    expect(refused.statusCode).toBe(429);
    expect(refused.json().code).toBe('request.too_many');
    const wait = Number(refused.headers['retry-after']);
    waits.push(wait);
    fixture.turnClock(wait);
    expect((await signIn(fixture, 'clerk', 'wrong')).statusCode).toBe(401);
  }
  expect(waits).toEqual([1, 2, 4, 8]);
  fixture.turnClock(16);
  expect((await signIn(fixture, 'clerk', demoPassword)).statusCode).toBe(200);
  expect((await signIn(fixture, 'clerk', 'wrong')).statusCode).toBe(401);
});

test('attempts sent all at once are counted as if they came one after the other', async () => {
  await using fixture = await openDemo();
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(fixture, 'clerk', 'wrong')));
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(15);
});

test('one address that tries many names has to wait as well', async () => {
  await using fixture = await openDemo();
  const now = fixture.deps.clock.now();
  for (let n = 0; n < 99; n += 1)
    await reserveAttempt(fixture.database, [{ key: 'address:127.0.0.1', freeAttempts: 999, waitSecondsMax: 1 }], now);
  expect((await signIn(fixture, 'somebody', 'wrong')).statusCode).toBe(401);
  expect((await signIn(fixture, 'another', 'wrong')).statusCode).toBe(429);
});

test('names that were typed are not kept in the clear', async () => {
  await using fixture = await openDemo();
  await signIn(fixture, 'my-password-by-mistake', 'x');
  const { rows } = await fixture.database.query<{ text: string }>(
    `select string_agg(f::text, ' ') || (select string_agg(a::text, ' ') from audit_events a) as text from sign_in_failures f`,
  );
  expect(rows[0]?.text).not.toContain('my-password-by-mistake');
});

test('a disabled account is signed out at once and cannot sign in', async () => {
  await using fixture = await openDemo();
  const cookie = await cookieOf(fixture, 'clerk');
  await fixture.database.query(`update accounts set is_disabled = true where name = 'clerk'`);
  expect((await fixture.api.inject({ url: session, headers: cookie })).statusCode).toBe(401);
  expect((await signIn(fixture, 'clerk', demoPassword)).statusCode).toBe(401);
});
