import { afterEach, expect, test } from 'vitest';
import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import { customerDirectoryConformance } from '../../testing/conformance/customer-directory.conformance.ts';
import { customerRecord } from '../../testing/customer-record.ts';
import { createMemoryDirectory } from '../../testing/memory-directory.ts';
import { type ServedDirectory, serveDirectory } from '../../testing/serve-directory.ts';
import { createHttpDirectory } from './http-directory.ts';

const token = 'not-a-secret-in-a-test';
let time = Date.parse('2026-11-22T09:00:00Z');
const clock = { now: () => new Date(time) };

customerDirectoryConformance('HTTP', {
  async open(records) {
    const served = await serveDirectory(createMemoryDirectory(records), { token });
    return {
      directory: createHttpDirectory({ url: served.url, token, timeoutSeconds: 5, clock }),
      dispose: async () => served[Symbol.asyncDispose](),
    };
  },
});

const sabine = customerRecord({ customerNumber: '40000001', firstName: 'Sabine', lastName: 'Müller' });
const opened: ServedDirectory[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served[Symbol.asyncDispose]();
});

async function open(options: Parameters<typeof serveDirectory>[1] = {}, timeoutSeconds = 5) {
  const served = await serveDirectory(createMemoryDirectory([sabine]), { token, ...options });
  opened.push(served);
  return { served, directory: createHttpDirectory({ url: served.url, token, timeoutSeconds, clock }) };
}
const ask = (directory: CustomerDirectory, signal = new AbortController().signal) =>
  directory.candidates([{ kind: 'identifier', value: '40000001' }], 5, signal);

test.each([
  ['status 500', { status: 500 }],
  ['a redirect', { status: 302 }],
  ['no JSON', { body: '<html>' }],
  ['another shape', { body: '{"customers":[{"customerNumber":7}]}' }],
  ['more than it may', { body: JSON.stringify({ customers: [], padding: 'x'.repeat(9 * 1024 * 1024) }) }],
  ['no "candidates"', { status: 404 }],
])('a directory that answers with %s is away, and never without customers', async (_, way) => {
  const { served, directory } = await open();
  served.misbehave(way);
  await expect(ask(directory)).rejects.toMatchObject({ code: 'directory.unreachable', retry: 'later' });
  served.misbehave(null);
  expect(await ask(directory)).toEqual([sabine]);
});

test('a directory that is not there, refuses the token or says nothing is away', async () => {
  const { served, directory } = await open({}, 0.2);
  served.misbehave({ isSilent: true });
  await expect(ask(directory)).rejects.toMatchObject({ code: 'directory.unreachable' });
  const { directory: refused } = await open({ token: 'another' });
  await expect(ask(refused)).rejects.toThrow('status 401');
  const gone = createHttpDirectory({ url: 'http://127.0.0.1:1/crm', token, timeoutSeconds: 5, clock });
  await expect(ask(gone)).rejects.toMatchObject({ code: 'directory.unreachable' });
});

test.each([
  ['no number', {}],
  ['a number of blanks', { customerNumber: '   ' }],
  ['a number that no database can hold', { customerNumber: '4000\u00000001' }],
])('a customer with %s is no answer', async (_, given) => {
  const { served, directory } = await open();
  served.misbehave({ body: JSON.stringify({ customers: [{ kind: 'person', lastName: 'Müller', ...given }] }) });
  await expect(ask(directory)).rejects.toMatchObject({ code: 'directory.unreachable', retry: 'later' });
});

test('what a CRM does not know may be empty, and a number has no blanks around it', async () => {
  const { served, directory } = await open();
  const customers = [
    {
      customerNumber: ' 40000001 ',
      kind: 'person',
      lastName: 'Müller',
      birthDate: '',
      email: '',
      contractNumbers: null,
    },
  ];
  served.misbehave({ body: JSON.stringify({ customers }) });
  const found = { customerNumber: '40000001', lastName: 'Müller', birthDate: null, email: null, contractNumbers: [] };
  expect(await ask(directory)).toMatchObject([found]);
});

test('a customer said twice is one customer', async () => {
  const { served, directory } = await open();
  served.misbehave({ body: JSON.stringify({ customers: [sabine, { ...sabine, lastName: 'Maier' }] }) });
  expect(await ask(directory)).toEqual([sabine]);
});

test('what the answer says wrongly is not repeated in the message', async () => {
  const { served, directory } = await open();
  served.misbehave({ body: '{"customers":[{"customerNumber":"1","kind":"Sabine Müller"}]}' });
  await expect(ask(directory)).rejects.not.toThrow('Sabine');
});

test('after five failures it is left alone with the reason of the last, and asked again after a while', async () => {
  const { served, directory } = await open();
  served.misbehave({ status: 503 });
  for (let at = 0; at < 5; at += 1) await expect(ask(directory)).rejects.toThrow('status 503');
  served.misbehave(null);
  const before = served.asked();
  await expect(ask(directory)).rejects.toThrow(/left alone for a moment \(at last: it answers with status 503\)/);
  expect(served.asked()).toBe(before);
  time += 11_000;
  expect(await ask(directory)).toEqual([sabine]);
});

test('a stage that is stopped stops its question, and that is no failure of the directory', async () => {
  const { served, directory } = await open();
  served.misbehave({ isSilent: true });
  for (let at = 0; at < 6; at += 1) {
    const stop = new AbortController();
    const question = ask(directory, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(question).rejects.toThrow('stopped');
  }
  served.misbehave(null);
  expect(await ask(directory)).toEqual([sabine]);
});

test('a directory without a vocabulary is asked for one only once', async () => {
  const { served, directory } = await open({ hasVocabulary: false });
  const { signal } = new AbortController();
  for (let at = 0; at < 3; at += 1)
    expect(await directory.vocabulary?.(['lmueller'], signal)).toEqual({ customerCount: 0, words: [] });
  expect(served.asked()).toBe(1);
});
