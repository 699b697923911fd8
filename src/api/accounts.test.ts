import { expect, test } from 'vitest';
import { declareInstallation } from '../db/installation.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { demoPassword, seedDemoAccounts } from './auth/demo-accounts.ts';
import { ensureSetup } from './auth/setup-link.ts';

const base = '/api/v1';
const own = { 'x-mailroom-request': '1' };
const password = 'correct horse battery';
type Headers = Record<string, string>;

async function send(
  { api }: TestApi,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  headers: Headers,
  payload?: object,
) {
  const response = await api.inject({ method, url: `${base}${path}`, headers, ...(payload ? { payload } : {}) });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body === '' ? null : response.json(),
    cookie: { ...own, cookie: `mailroom=${response.cookies[0]?.value ?? ''}` },
  };
}

/** A real installation with its first administrator, signed in. */
async function openInstallation() {
  const fixture = await openTestApi();
  const setup = await ensureSetup(fixture.database, fixture.deps.clock);
  const made = await send(
    fixture,
    'POST',
    '/setup',
    {},
    { token: setup?.token, name: 'berta', displayName: 'Berta Brink', password },
  );
  return {
    fixture,
    admin: made.cookie,
    adminId: made.body.accountId as string,
    [Symbol.asyncDispose]: fixture[Symbol.asyncDispose],
  };
}

const erika = { name: 'erika', displayName: 'Erika Muster', role: 'clerk', language: 'de' };

async function makeErika(fixture: TestApi, admin: Headers, changes: Partial<typeof erika> = {}) {
  const { body } = await send(fixture, 'POST', '/accounts', admin, { ...erika, ...changes });
  const entered = await send(fixture, 'POST', '/session/password-link', {}, { token: body.link.token, password });
  expect(entered.status).toBe(201);
  const { body: account } = await send(fixture, 'GET', `/accounts/${body.account.id}`, admin);
  return { account, cookie: entered.cookie };
}

const signIn = (fixture: TestApi, name: string, secret: string) =>
  send(fixture, 'POST', '/session', {}, { name, password: secret });

async function audited({ database }: TestApi) {
  const { rows } = await database.query<{ action: string; detail: unknown }>(
    `select action, detail from audit_events where action like 'account.%' order by id`,
  );
  return rows;
}

test('a new account cannot be entered until its owner chose a password by the link, which works once', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const made = await send(fixture, 'POST', '/accounts', admin, erika);
  expect(made).toMatchObject({ status: 201, body: { account: { ...erika, hasPassword: false, seenAt: null } } });
  for (const guess of ['?', '', '!', 'x']) expect((await signIn(fixture, 'erika', guess || ' ')).status).toBe(401);
  const { token } = made.body.link;
  const choose = (secret: string) => send(fixture, 'POST', '/session/password-link', {}, { token, password: secret });
  expect((await choose('Erika Muster')).status).toBe(400);
  const both = await Promise.all([choose(password), choose('another good password')]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
  expect((await choose(password)).body.code).toBe('link.spent');
  const entered = both.find(({ status }) => status === 201);
  expect(entered?.body).toMatchObject({ name: 'erika', role: 'clerk' });
  const { body } = await send(fixture, 'GET', '/accounts', admin);
  expect(body.items.map((one: { name: string }) => one.name)).toEqual(['berta', 'erika']);
  expect(body.items[1]).toMatchObject({ hasPassword: true, seenAt: fixture.deps.clock.now().toISOString() });
  expect(JSON.stringify(body)).not.toContain('argon2');
});

test('a link ends after three days, with a later one, and with a disabled account', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const { body: first } = await send(fixture, 'POST', '/accounts', admin, erika);
  const choose = async (token: string) =>
    (await send(fixture, 'POST', '/session/password-link', {}, { token, password })).status;
  const { account } = first;
  const { body: second } = await send(fixture, 'POST', `/accounts/${account.id}/password-link`, admin, {
    revision: account.revision,
  });
  expect(await choose(first.link.token)).toBe(410);
  const disabled = await send(fixture, 'PATCH', `/accounts/${account.id}`, admin, {
    revision: second.account.revision,
    isDisabled: true,
  });
  expect(await choose(second.link.token)).toBe(410);
  await send(fixture, 'PATCH', `/accounts/${account.id}`, admin, {
    revision: disabled.body.revision,
    isDisabled: false,
  });
  fixture.turnClock(73 * 3600);
  expect(await choose(second.link.token)).toBe(410);
});

test('a name is given once, and a repeated order makes one account and shows its link once', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const keyed = { ...admin, 'idempotency-key': 'account-0001' };
  const first = await send(fixture, 'POST', '/accounts', keyed, erika);
  const again = await send(fixture, 'POST', '/accounts', keyed, erika);
  expect(again.body).toEqual({ ...first.body, link: { ...first.body.link, token: null } });
  const taken = await send(fixture, 'POST', '/accounts', admin, { ...erika, displayName: 'Another' });
  expect([taken.status, taken.body.code]).toEqual([409, 'account.taken']);
  const { rows } = await fixture.database.query<{ text: string }>(
    `select (select string_agg(k::text, '') from idempotency_keys k) || (select string_agg(l::text, '') from password_links l) as text`,
  );
  expect(rows[0]?.text).not.toContain(first.body.link.token);
});

test('a change needs the revision its page showed, holds at once, and is in the audit trail as it was and is', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const { account, cookie } = await makeErika(fixture, admin);
  const path = `/accounts/${account.id}`;
  expect((await send(fixture, 'GET', '/system', cookie)).status).toBe(403);
  const changed = await send(fixture, 'PATCH', path, admin, { revision: account.revision, role: 'lead' });
  expect(changed.body).toMatchObject({ role: 'lead', revision: account.revision + 1 });
  expect((await send(fixture, 'GET', '/system', cookie)).status).toBe(200);
  const late = await send(fixture, 'PATCH', path, admin, { revision: account.revision, role: 'auditor' });
  expect([late.status, late.body.code]).toEqual([409, 'revision.stale']);
  const shown = await send(fixture, 'GET', path, admin);
  expect((await send(fixture, 'GET', path, { ...admin, 'if-none-match': String(shown.headers.etag) })).status).toBe(
    304,
  );
  expect(await audited(fixture)).toEqual([
    { action: 'account.created', detail: { name: 'erika', role: 'clerk' } },
    { action: 'account.changed', detail: { role: { from: 'clerk', to: 'lead' } } },
  ]);
});

test('a disabled account is out at once with its tokens, and back only by its password', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const { account, cookie } = await makeErika(fixture, admin);
  const { body: made } = await send(fixture, 'POST', '/session/tokens', cookie, { label: 'Script' });
  const token = { authorization: `Bearer ${made.token}` };
  const whoIs = async (headers: Headers) => (await send(fixture, 'GET', '/session', headers)).status;
  expect([await whoIs(cookie), await whoIs(token)]).toEqual([200, 200]);
  const off = await send(fixture, 'PATCH', `/accounts/${account.id}`, admin, {
    revision: account.revision,
    isDisabled: true,
  });
  expect([await whoIs(cookie), await whoIs(token), (await signIn(fixture, 'erika', password)).status]).toEqual([
    401, 401, 401,
  ]);
  await send(fixture, 'PATCH', `/accounts/${account.id}`, admin, { revision: off.body.revision, isDisabled: false });
  expect([await whoIs(cookie), await whoIs(token), (await signIn(fixture, 'erika', password)).status]).toEqual([
    401, 401, 200,
  ]);
});

test('a reset ends the old password, all sessions and tokens, and the link begins anew', async () => {
  await using installation = await openInstallation();
  const { fixture, admin, adminId } = installation;
  const { account, cookie } = await makeErika(fixture, admin);
  const reset = await send(fixture, 'POST', `/accounts/${account.id}/password-link`, admin, {
    revision: account.revision,
  });
  expect(reset).toMatchObject({ status: 201, body: { account: { hasPassword: false } } });
  expect((await send(fixture, 'GET', '/session', cookie)).status).toBe(401);
  expect((await signIn(fixture, 'erika', password)).status).toBe(401);
  const next = 'a quiet house by the sea';
  expect(
    (await send(fixture, 'POST', '/session/password-link', {}, { token: reset.body.link.token, password: next }))
      .status,
  ).toBe(201);
  expect((await signIn(fixture, 'erika', next)).status).toBe(200);
  expect((await audited(fixture)).at(-1)?.action).toBe('account.password_reset');
  const mine = await send(fixture, 'POST', `/accounts/${adminId}/password-link`, admin, { revision: 0 });
  expect([mine.status, mine.body.code]).toEqual([400, 'request.invalid']);
});

test('the last administrator who can sign in is neither disabled, demoted nor reset', async () => {
  await using installation = await openInstallation();
  const { fixture, admin, adminId } = installation;
  // Neither a program nor somebody who has not chosen a password yet could keep the accounts.
  const program = await fixture.bearer('administrator');
  const { body: invited } = await send(fixture, 'POST', '/accounts', admin, { ...erika, role: 'administrator' });
  const refused = [
    await send(fixture, 'PATCH', `/accounts/${adminId}`, admin, { revision: 0, role: 'lead' }),
    await send(fixture, 'PATCH', `/accounts/${adminId}`, program, { revision: 0, isDisabled: true }),
    await send(fixture, 'POST', `/accounts/${adminId}/password-link`, program, { revision: 0 }),
  ];
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([409, 'account.last']));
  await send(fixture, 'POST', '/session/password-link', {}, { token: invited.link.token, password });
  expect((await send(fixture, 'PATCH', `/accounts/${adminId}`, admin, { revision: 0, role: 'lead' })).status).toBe(200);
  expect((await send(fixture, 'GET', '/accounts', admin)).status).toBe(403);
});

test('two administrators who demote each other at the same moment leave one', async () => {
  await using installation = await openInstallation();
  const { fixture, admin, adminId } = installation;
  const { account, cookie } = await makeErika(fixture, admin, { role: 'administrator' });
  const answers = await Promise.all([
    send(fixture, 'PATCH', `/accounts/${account.id}`, admin, { revision: account.revision, role: 'lead' }),
    send(fixture, 'PATCH', `/accounts/${adminId}`, cookie, { revision: 0, role: 'lead' }),
  ]);
  expect(answers.map(({ status }) => status)).toContain(200);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('programs are not listed among people and cannot be changed as one', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const { body: program } = await send(fixture, 'POST', '/tokens', admin, { label: 'Scanner', role: 'clerk' });
  expect((await send(fixture, 'GET', '/accounts', admin)).body.items).toHaveLength(1);
  expect(
    (await send(fixture, 'PATCH', `/accounts/${program.accountId}`, admin, { revision: 0, role: 'lead' })).status,
  ).toBe(404);
});

test('the demo’s passwords are not reset', async () => {
  await using fixture = await openTestApi();
  await declareInstallation(fixture.database, 'demo');
  await seedDemoAccounts(fixture.database, fixture.deps.clock.now());
  const { cookie } = await signIn(fixture, 'admin', demoPassword);
  const { body } = await send(fixture, 'GET', '/accounts?limit=3', cookie);
  expect(body.items).toHaveLength(3);
  const rest = await send(fixture, 'GET', `/accounts?limit=3&cursor=${body.nextCursor}`, cookie);
  expect(rest.body).toMatchObject({ items: [{ name: 'clerk' }, { name: 'lead' }], nextCursor: null });
  const clerk = rest.body.items[0];
  expect((await send(fixture, 'POST', `/accounts/${clerk.id}/password-link`, cookie, { revision: 0 })).status).toBe(
    403,
  );
});

test('an own token acts as its owner, is shown once, ends when revoked or over, and makes no tokens itself', async () => {
  await using installation = await openInstallation();
  const { fixture, admin } = installation;
  const { account, cookie } = await makeErika(fixture, admin);
  const keyed = { ...cookie, 'idempotency-key': 'token-0001' };
  const made = await send(fixture, 'POST', '/session/tokens', keyed, { label: ' Script ', days: 30 });
  expect(made).toMatchObject({ status: 201, body: { label: 'Script' } });
  const again = await send(fixture, 'POST', '/session/tokens', keyed, { label: 'Script', days: 30 });
  expect(again.body).toEqual({ ...made.body, token: null });
  const { token, ...facts } = made.body;
  const list = async () => (await send(fixture, 'GET', '/session/tokens', cookie)).body.items;
  expect(await list()).toEqual([facts]);
  const bearer = { authorization: `Bearer ${token}` };
  expect((await send(fixture, 'GET', '/session', bearer)).body).toMatchObject({ accountId: account.id, role: 'clerk' });
  expect((await send(fixture, 'POST', '/session/tokens', bearer, { label: 'More' })).status).toBe(403);
  expect((await send(fixture, 'DELETE', `/session/tokens/${facts.id}`, admin)).status).toBe(404);
  // Revoking a program's token must not reach a person's account.
  expect((await send(fixture, 'DELETE', `/tokens/${account.id}`, admin)).status).toBe(404);
  expect((await send(fixture, 'GET', '/session', bearer)).status).toBe(200);
  expect((await send(fixture, 'DELETE', `/session/tokens/${facts.id}`, cookie)).status).toBe(204);
  expect((await send(fixture, 'GET', '/session', bearer)).status).toBe(401);
  const { body: short } = await send(fixture, 'POST', '/session/tokens', cookie, { label: 'Short', days: 1 });
  fixture.turnClock(25 * 3600);
  expect((await send(fixture, 'GET', '/session', { authorization: `Bearer ${short.token}` })).status).toBe(401);
});
