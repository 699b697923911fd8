import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openTestApi } from '../testing/test-api.ts';
import type { Role } from './contract/index.ts';

const doc = '/api/v1/documents/doc_01900000-0000-7000-8000-000000000000';
const item = '/api/v1/work-items/wi_01900000-0000-7000-8000-000000000000';
const everyone: readonly Role[] = ['clerk', 'agent', 'auditor', 'lead', 'administrator'];
const makers: readonly Role[] = ['clerk', 'lead', 'administrator'];
const workers: readonly Role[] = ['agent', 'lead', 'administrator'];

/** Who may call what, written down a second time on purpose: a changed permission must be changed here as well. */
const rights: readonly [
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  url: string,
  roles: readonly Role[] | 'anyone',
][] = [
  ['POST', '/api/v1/session', '/api/v1/session', 'anyone'],
  ['GET', '/api/v1/session', '/api/v1/session', everyone],
  ['PATCH', '/api/v1/session', '/api/v1/session', everyone],
  ['DELETE', '/api/v1/session', '/api/v1/session', 'anyone'],
  ['POST', '/api/v1/session/password', '/api/v1/session/password', everyone],
  ['POST', '/api/v1/session/password-link', '/api/v1/session/password-link', 'anyone'],
  ['GET', '/api/v1/session/tokens', '/api/v1/session/tokens', everyone],
  ['POST', '/api/v1/session/tokens', '/api/v1/session/tokens', everyone],
  ['DELETE', '/api/v1/session/tokens/{id}', '/api/v1/session/tokens/tok_x', everyone],
  ['GET', '/api/v1/accounts', '/api/v1/accounts', ['administrator']],
  ['POST', '/api/v1/accounts', '/api/v1/accounts', ['administrator']],
  ['GET', '/api/v1/accounts/{id}', '/api/v1/accounts/acc_x', ['administrator']],
  ['PATCH', '/api/v1/accounts/{id}', '/api/v1/accounts/acc_x', ['administrator']],
  ['POST', '/api/v1/accounts/{id}/password-link', '/api/v1/accounts/acc_x/password-link', ['administrator']],
  ['GET', '/api/v1/setup', '/api/v1/setup', 'anyone'],
  ['POST', '/api/v1/setup', '/api/v1/setup', 'anyone'],
  ['POST', '/api/v1/tokens', '/api/v1/tokens', ['administrator']],
  ['DELETE', '/api/v1/tokens/{accountId}', '/api/v1/tokens/acc_x', ['administrator']],
  ['POST', '/api/v1/submissions', '/api/v1/submissions', makers],
  ['GET', '/api/v1/submissions', '/api/v1/submissions', everyone],
  ['GET', '/api/v1/submissions/{id}', '/api/v1/submissions/sub_x', everyone],
  ['GET', '/api/v1/scan-profiles', '/api/v1/scan-profiles', everyone],
  ['GET', '/api/v1/batches', '/api/v1/batches', everyone],
  ['POST', '/api/v1/batches', '/api/v1/batches', makers],
  ['GET', '/api/v1/batches/{id}', '/api/v1/batches/bat_x', everyone],
  ['PATCH', '/api/v1/batches/{id}', '/api/v1/batches/bat_x', makers],
  ['POST', '/api/v1/batches/{id}/scans', '/api/v1/batches/bat_x/scans', makers],
  ['POST', '/api/v1/batches/{id}/edits', '/api/v1/batches/bat_x/edits', makers],
  ['POST', '/api/v1/batches/{id}/undo', '/api/v1/batches/bat_x/undo', makers],
  ['POST', '/api/v1/batches/{id}/redo', '/api/v1/batches/bat_x/redo', makers],
  ['POST', '/api/v1/batches/{id}/release', '/api/v1/batches/bat_x/release', makers],
  ['GET', '/api/v1/batches/{id}/count-sheet', '/api/v1/batches/bat_x/count-sheet', everyone],
  ['POST', '/api/v1/batches/{id}/scans/{documentId}/removal', '/api/v1/batches/bat_x/scans/doc_x/removal', makers],
  [
    'POST',
    '/api/v1/batches/{id}/scans/{documentId}/restoration',
    '/api/v1/batches/bat_x/scans/doc_x/restoration',
    makers,
  ],
  ['POST', '/api/v1/batches/{id}/discard', '/api/v1/batches/bat_x/discard', makers],
  ['GET', '/api/v1/documents', '/api/v1/documents', everyone],
  ['GET', '/api/v1/documents/{id}', doc, everyone],
  ['POST', '/api/v1/documents/{id}/resolve', `${doc}/resolve`, makers],
  ['POST', '/api/v1/documents/{id}/undo', `${doc}/undo`, makers],
  ['POST', '/api/v1/documents/{id}/fields', `${doc}/fields`, makers],
  ['GET', '/api/v1/review/queue', '/api/v1/review/queue', makers],
  ['POST', '/api/v1/review/next', '/api/v1/review/next', makers],
  ['POST', '/api/v1/review/claim', '/api/v1/review/claim', makers],
  ['GET', '/api/v1/review/documents/{id}', '/api/v1/review/documents/doc_x', makers],
  ['POST', '/api/v1/review/fields', '/api/v1/review/fields', makers],
  ['POST', '/api/v1/review/give-back', '/api/v1/review/give-back', makers],
  ['GET', '/api/v1/review/fields', '/api/v1/review/fields', makers],
  ['GET', '/api/v1/quality', '/api/v1/quality', ['auditor', 'lead', 'administrator']],
  ['GET', '/api/v1/quality/checks', '/api/v1/quality/checks', ['auditor', 'lead', 'administrator']],
  ['GET', '/api/v1/quality/decisions', '/api/v1/quality/decisions', ['auditor', 'lead', 'administrator']],
  ['POST', '/api/v1/quality/checks/next', '/api/v1/quality/checks/next', makers],
  ['POST', '/api/v1/quality/checks/{id}/answer', '/api/v1/quality/checks/qc_x/answer', makers],
  ['POST', '/api/v1/quality/checks/{id}/keep', '/api/v1/quality/checks/qc_x/keep', makers],
  ['POST', '/api/v1/quality/checks/{id}/pass', '/api/v1/quality/checks/qc_x/pass', makers],
  ['GET', '/api/v1/models', '/api/v1/models', ['auditor', 'lead', 'administrator']],
  ['POST', '/api/v1/models/{id}/compare', '/api/v1/models/mod_x/compare', ['administrator']],
  ['POST', '/api/v1/models/{id}/activate', '/api/v1/models/mod_x/activate', ['administrator']],
  ['POST', '/api/v1/models/roll-back', '/api/v1/models/roll-back', ['administrator']],
  ['POST', '/api/v1/documents/{id}/again', `${doc}/again`, makers],
  ['POST', '/api/v1/documents/{id}/close', `${doc}/close`, makers],
  ['GET', '/api/v1/documents/{id}/pages/{number}/image', `${doc}/pages/1/image`, everyone],
  ['GET', '/api/v1/documents/{id}/pages/{number}/words', `${doc}/pages/1/words`, everyone],
  ['GET', '/api/v1/documents/{id}/text', `${doc}/text`, everyone],
  ['GET', '/api/v1/documents/{id}/original', `${doc}/original`, everyone],
  ['GET', '/api/v1/documents/{id}/rendition', `${doc}/rendition`, everyone],
  ['GET', '/api/v1/work-items', '/api/v1/work-items', everyone],
  ['GET', '/api/v1/work-items/{id}', item, everyone],
  ['POST', '/api/v1/work-items/{id}/take', `${item}/take`, workers],
  ['POST', '/api/v1/work-items/{id}/give-back', `${item}/give-back`, workers],
  ['POST', '/api/v1/work-items/{id}/reopen', `${item}/reopen`, workers],
  ['POST', '/api/v1/work-items/{id}/complete', `${item}/complete`, workers],
  ['GET', '/api/v1/customers', '/api/v1/customers', everyone],
  ['GET', '/api/v1/customers/{number}', '/api/v1/customers/1', everyone],
  ['POST', '/api/v1/customers/import', '/api/v1/customers/import', ['lead', 'administrator']],
  ['PUT', '/api/v1/customers/{number}', '/api/v1/customers/1', ['lead', 'administrator']],
  ['GET', '/api/v1/classes', '/api/v1/classes', everyone],
  ['GET', '/api/v1/figures', '/api/v1/figures', everyone],
  ['GET', '/api/v1/events', '/api/v1/events', everyone],
  ['GET', '/api/v1/system', '/api/v1/system', ['auditor', 'lead', 'administrator']],
  ['GET', '/api/problems/{code}', '/api/problems/upload.too_large', 'anyone'],
  ['GET', '/health/live', '/health/live', 'anyone'],
  ['GET', '/health/ready', '/health/ready', 'anyone'],
  ['GET', '/metrics', '/metrics', 'anyone'],
];

interface Operation {
  readonly summary?: string;
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

test('the OpenAPI document is valid 3.1 and names every route with its summary and its problems', async () => {
  await using fixture = await openTestApi();
  const response = await fixture.api.inject({ url: '/api/openapi.json' });
  const document = response.json<{
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: object };
  }>();
  expect(document.openapi).toBe('3.1.0');
  const validator = new Validator();
  expect(await validator.validate(document as unknown as Record<string, unknown>)).toEqual({ valid: true });
  expect(Object.keys(document.components.schemas)).toContain('DocumentResult');

  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  expect(operations.map(({ name }) => name).sort()).toEqual(rights.map(([method, path]) => `${method} ${path}`).sort());
  for (const { name, operation } of operations) {
    expect(operation.summary, name).toBeTruthy();
    expect(Object.keys(operation.responses.default?.content ?? {}), name).toEqual(['application/problem+json']);
  }
  const upload = document.paths['/api/v1/submissions']?.post;
  expect(Object.keys(upload?.requestBody?.content ?? {})).toEqual(['multipart/form-data']);
});

test('each role may do what the table says and nothing else, and without sign-in nobody may anything', async () => {
  await using fixture = await openTestApi();
  const tokens = new Map<Role, Record<string, string>>();
  for (const role of everyone) tokens.set(role, await fixture.bearer(role));
  for (const [method, path, url, roles] of rights) {
    if (roles === 'anyone') continue;
    const anonymous = await fixture.api.inject({ method, url });
    expect(anonymous.statusCode, `nobody ${method} ${path}`).toBe(401);
    expect(anonymous.headers['www-authenticate'], path).toContain('Bearer');
    if (path.endsWith('/events')) continue;
    for (const role of everyone) {
      const { statusCode } = await fixture.api.inject({ method, url, headers: tokens.get(role) ?? {} });
      expect(statusCode === 403, `${role} ${method} ${path} → ${statusCode}`).toBe(!roles.includes(role));
      // Allowed calls are answered by the route itself: the sparse ones above end in 2xx, 400, 404 or 415, never in 5xx.
      expect(statusCode, `${role} ${method} ${path}`).toBeLessThan(500);
    }
  }
});

test('every problem has the shape of RFC 9457 and its type leads to its meaning', async () => {
  await using fixture = await openTestApi();
  const clerk = await fixture.bearer('clerk');
  const cases = [
    { url: '/api/v1/nowhere', status: 404, code: 'resource.missing' },
    { url: '/api/v1/documents/doc_1', status: 404, code: 'resource.missing' },
    { url: '/api/v1/documents?limit=9999', status: 400, code: 'request.invalid' },
    { url: '/api/v1/documents?cursor=%25%25', status: 400, code: 'request.invalid' },
    { url: '/api/v1/documents?cursor=bm9wZQ', status: 400, code: 'request.invalid' },
    { url: '/api/v1/system', status: 403, code: 'permission.missing' },
  ];
  for (const { url, status, code } of cases) {
    const response = await fixture.api.inject({ url, headers: clerk });
    expect(response.statusCode, url).toBe(status);
    expect(response.headers['content-type'], url).toContain('application/problem+json');
    const problem = response.json();
    expect(problem, url).toMatchObject({ status, code, type: `/api/problems/${code}` });
    const meaning = await fixture.api.inject({ url: problem.type });
    expect(meaning.json()).toEqual({ code, status, title: problem.title });
  }
});

test('what was not foreseen is told without its inside, and logged without the request’s values', async () => {
  const logged: unknown[] = [];
  const note = (facts: unknown, sentence: string) => void logged.push(facts, sentence);
  await using fixture = await openTestApi({
    log: { info: note, warn: note, error: note },
    trays: {
      resolve: async () => {
        throw new Error('the inside of the machine');
      },
      setFields: async () => ({ revision: 1 }),
      undo: async () => {},
      again: async () => {},
      close: async () => {},
    },
  });
  const response = await fixture.api.inject({
    method: 'POST',
    url: `${doc}/resolve`,
    headers: await fixture.bearer('clerk'),
    payload: { revision: 1, classKey: 'cancellation', customerNumber: '4711-secret' },
  });
  expect(response.statusCode).toBe(500);
  expect(response.json().code).toBe('request.failed');
  expect(response.body).not.toContain('inside');
  expect(response.body).toContain(String(response.headers['x-request-id']));
  const log = JSON.stringify(logged);
  expect(log).toContain('the inside of the machine');
  expect(log).not.toContain('4711-secret');
});

test('JSON bodies have a limit, and other media types are refused', async () => {
  await using fixture = await openTestApi();
  const url = '/api/v1/session';
  const large = await fixture.api.inject({
    method: 'POST',
    url,
    payload: { name: 'x'.repeat(300_000), password: 'y' },
  });
  expect(large.statusCode).toBe(413);
  const plain = await fixture.api.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/plain' },
    payload: '{"name":"clerk","password":"x"}',
  });
  expect(plain.statusCode).toBe(415);
  const torn = await fixture.api.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    payload: '{"name":',
  });
  expect(torn.statusCode).toBe(400);
  expect(torn.json().code).toBe('request.invalid');
});
