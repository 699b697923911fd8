import { expect, test } from 'vitest';
import { lettersFacts, putDocument } from '../testing/put-document.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const csv = [
  'customer_number,kind,first_name,last_name,street,house_number,postcode,city,email,contract_numbers,shoe_size',
  '40000001,person,Sabine,Müller,Bergstr.,74,30159,Hannover,sabine@example.org,VN123456789,39',
  '40000002,person,Jörg,Brandt,Deich,1,26721,Emden,joerg@example.org,VN555,42',
  ',person,No,Number,,,,,,,',
].join('\n');

async function importCsv({ api }: TestApi, headers: Record<string, string>, payload = csv) {
  return api.inject({
    method: 'POST',
    url: '/api/v1/customers/import',
    headers: { ...headers, 'content-type': 'text/csv' },
    payload,
  });
}

test('customers are imported from a stream, found again, and importing twice changes nothing', async () => {
  await using fixture = await openTestApi();
  const lead = await fixture.bearer('lead');
  const first = await importCsv(fixture, lead);
  expect(first.json()).toMatchObject({
    read: 3,
    inserted: 2,
    updated: 0,
    rejectedCount: 1,
    rejected: [{ line: 4 }],
    unknownColumns: ['shoe_size'],
  });
  expect((await importCsv(fixture, lead)).json()).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
  const found = await fixture.api.inject({ url: '/api/v1/customers?q=Müller', headers: lead });
  expect(found.json()).toMatchObject({
    total: 2,
    items: [
      { customerNumber: '40000001', displayName: 'Sabine Müller', displayAddress: 'Bergstr. 74, 30159 Hannover' },
    ],
  });
});

test('one customer with the documents and open items of it; looking is recorded', async () => {
  await using fixture = await openTestApi();
  await importCsv(fixture, await fixture.bearer('lead'));
  const { documentId } = await putDocument(fixture.database, {
    state: 'done',
    stage: 'routing',
    facts: lettersFacts(),
    customerNumber: '40000001',
  });
  const agent = await fixture.bearer('agent');
  const customer = await fixture.api.inject({ url: '/api/v1/customers/40000001', headers: agent });
  expect(customer.json()).toMatchObject({
    contractNumbers: ['VN123456789'],
    recentDocuments: [{ id: documentId }],
    openWorkItems: [],
  });
  expect((await fixture.api.inject({ url: '/api/v1/customers/nobody', headers: agent })).statusCode).toBe(404);
  const { rows } = await fixture.database.query(
    `select action, subject from audit_events where action like 'customer%'`,
  );
  expect(rows).toEqual([
    { action: 'customers.imported', subject: 'customers' },
    { action: 'customer.read', subject: '40000001' },
  ]);
});

test('an import repeated with its key gives the first report, with another file it is a conflict', async () => {
  await using fixture = await openTestApi();
  const lead = { ...(await fixture.bearer('lead')), 'idempotency-key': 'import-0001' };
  const first = await importCsv(fixture, lead);
  expect((await importCsv(fixture, lead)).json()).toEqual(first.json());
  const other = await importCsv(fixture, lead, `${csv}\n40000003,person,A,B,,,,,,,`);
  expect([other.statusCode, other.json().code]).toEqual([409, 'request.conflict']);
});

test('a file without the needed columns, or larger than the limit, is refused', async () => {
  await using fixture = await openTestApi({ options: { customersBytesMax: 1000 } });
  const lead = await fixture.bearer('lead');
  const poor = await importCsv(fixture, lead, 'a,b\n1,2');
  expect([poor.statusCode, poor.json().code]).toEqual([400, 'request.invalid']);
  const large = await importCsv(fixture, lead, csv.repeat(20));
  expect([large.statusCode, large.json().code]).toEqual([413, 'upload.too_large']);
  expect(
    (await fixture.api.inject({ method: 'POST', url: '/api/v1/customers/import', headers: lead, payload: { a: 1 } }))
      .statusCode,
  ).toBe(400);
});

test('one customer is added, changed and left alone over the API; every change is in the audit', async () => {
  await using fixture = await openTestApi();
  const lead = await fixture.bearer('lead');
  const put = async (number: string, body: object, headers = lead) =>
    fixture.api.inject({ method: 'PUT', url: `/api/v1/customers/${number}`, headers, payload: body });
  const sabine = {
    firstName: 'Sabine',
    lastName: 'Müller',
    postcode: '30159',
    phone: '0511 123456',
    contractNumbers: ['VN 1'],
  };
  expect((await put('4711', sabine)).json()).toEqual({ customerNumber: '4711', outcome: 'inserted' });
  expect((await put('4711', sabine)).json()).toMatchObject({ outcome: 'unchanged' });
  expect((await put('4711', { ...sabine, postcode: '26721' })).json()).toMatchObject({ outcome: 'updated' });
  const found = await fixture.api.inject({ url: '/api/v1/customers?q=Sabina Mueller 26721', headers: lead });
  expect(found.json().items).toMatchObject([{ customerNumber: '4711', phone: '+49511123456' }]);
  const { rows } = await fixture.database.query(
    `select subject, detail from audit_events where action = 'customer.written'`,
  );
  expect(rows).toEqual([
    { subject: '4711', detail: { outcome: 'inserted' } },
    { subject: '4711', detail: { outcome: 'updated' } },
  ]);
});

test('a customer that is none, or from somebody who may not, is refused over the API', async () => {
  await using fixture = await openTestApi();
  const put = async (body: object, role: 'lead' | 'agent') =>
    (
      await fixture.api.inject({
        method: 'PUT',
        url: '/api/v1/customers/4711',
        headers: await fixture.bearer(role),
        payload: body,
      })
    ).statusCode;
  expect(await put({ firstName: 'Sabine' }, 'lead')).toBe(400);
  expect(await put({ lastName: 'Müller', shoeSize: 39 }, 'lead')).toBe(400);
  expect(await put({ lastName: 'M\u0000' }, 'lead')).toBe(400);
  expect(await put({ lastName: 'Müller' }, 'agent')).toBe(403);
});
