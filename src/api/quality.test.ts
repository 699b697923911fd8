import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AloneDecision } from '../domain/alone-decision.ts';
import type { DocumentId } from '../domain/ids.ts';
import { aloneDecision } from '../testing/alone-decision.ts';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import type { Role } from './contract/index.ts';

describe('the quality API', () => {
  let test: TestApi;
  beforeEach(async () => {
    known.clear();
    test = await openTestApi();
  });
  afterEach(() => test[Symbol.asyncDispose]());

  const ask = async (role: Role, method: 'GET' | 'POST', path: string, payload?: object) => {
    const headers = { ...(await headersOf(role)) };
    return test.api.inject({ method, url: `/api/v1/quality${path}`, headers, ...(payload ? { payload } : {}) });
  };
  const known = new Map<Role, { readonly authorization: string }>();
  const headersOf = async (role: Role) => {
    const headers = known.get(role) ?? (await test.bearer(role));
    known.set(role, headers);
    return headers;
  };

  const decided = async (changes: Partial<AloneDecision> = {}): Promise<DocumentId> => {
    const { documentId } = await putDocument(test.database, { stage: 'routing', state: 'done', facts: lettersFacts() });
    await test.deps.quality.note(aloneDecision(documentId, changes));
    return documentId;
  };

  it('lets leads, auditors and administrators read, and clerks check; an agent does neither', async () => {
    const answers = async (role: Role) => [
      (await ask(role, 'GET', '')).statusCode,
      (await ask(role, 'POST', '/checks/next', {})).statusCode,
    ];
    expect(await answers('lead')).toEqual([200, 200]);
    expect(await answers('administrator')).toEqual([200, 200]);
    expect(await answers('auditor')).toEqual([200, 403]);
    expect(await answers('clerk')).toEqual([403, 200]);
    expect(await answers('agent')).toEqual([403, 403]);
  });

  it('counts the checks for whoever may do them, and not what they had a part in', async () => {
    const documentId = await decided();
    const checks = async (role: Role) => (await ask(role, 'GET', '')).json().checks;
    expect(await checks('lead')).toMatchObject({ open: 1, forCaller: 1 });
    const path = `/api/v1/documents/${documentId}`;
    expect((await test.api.inject({ url: path, headers: await headersOf('lead') })).statusCode).toBe(200);
    expect(await checks('lead')).toMatchObject({ open: 1, forCaller: 0 });
  });

  it('gives a checker pages and no answer, and takes theirs', async () => {
    const documentId = await decided();
    const { check, left } = (await ask('clerk', 'POST', '/checks/next', {})).json();
    expect(left).toBe(1);
    expect(check).toMatchObject({ documentId, look: 'first', classes: [], customers: [] });
    expect(check.pages).toHaveLength(2);
    const path = `/checks/${check.id}/answer`;
    const answered = await ask('clerk', 'POST', path, { classKey: 'cancellation', customerNumber: '40000001' });
    expect(answered.json()).toEqual({ state: 'settled', isMachineRight: true });
    const again = await ask('clerk', 'POST', path, { classKey: 'cancellation', customerNumber: '40000001' });
    expect(again.statusCode).toBe(404);
    expect((await ask('lead', 'GET', '')).json()).toMatchObject({
      classPrecision: { checked: 1, wrong: 0, share: 1, to: 1 },
      checks: { open: 0, disputed: 0, forCaller: 0, uncorrected: 0 },
    });
  });

  it('keeps what the machine said to itself until the check is settled', async () => {
    await decided();
    const machine = async () => (await ask('lead', 'GET', '/checks')).json().items[0].machine;
    expect(await machine()).toBeNull();
    const { check } = (await ask('clerk', 'POST', '/checks/next', {})).json();
    await ask('clerk', 'POST', `/checks/${check.id}/answer`, { classKey: 'cancellation', customerNumber: null });
    expect(await machine()).toBeNull();
    const second = (await ask('lead', 'POST', '/checks/next', {})).json();
    expect(second.check).toMatchObject({ id: check.id, look: 'second', classes: ['cancellation'] });
    expect(second.check.customers.map((one: { customerNumber: unknown }) => one.customerNumber)).toEqual([
      null,
      '40000001',
    ]);
    await ask('lead', 'POST', `/checks/${check.id}/answer`, { classKey: 'cancellation', customerNumber: null });
    expect(await machine()).toEqual({ classKey: 'cancellation', customerNumber: '40000001' });
    expect((await ask('lead', 'GET', '/checks?result=wrong&part=customer')).json().total).toBe(1);
    expect((await ask('lead', 'GET', '/checks?result=wrong&part=class')).json().total).toBe(0);
  });

  it('lists what was decided alone, by class and time', async () => {
    const documentId = await decided();
    const items = async (query: string) => (await ask('auditor', 'GET', `/decisions${query}`)).json().items;
    expect(await items('?class=cancellation&since=2026-11-21&until=2026-11-22')).toMatchObject([{ documentId }]);
    expect(await items('?class=withdrawal')).toEqual([]);
    expect(await items('?until=2026-11-21')).toEqual([]);
  });

  it('tells the metrics precision with its bounds, what waits, and each alarm', async () => {
    await decided();
    const text = (await test.api.inject({ url: '/metrics', headers: await headersOf('lead') })).body;
    expect(text).toContain('mailroom_quality_checks_waiting{look="first"} 1');
    expect(text).toContain('mailroom_quality_touchless 1');
    expect(text).not.toContain('mailroom_quality_alarm{');
  });
});
