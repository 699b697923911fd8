import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageRoot } from '../../config/package-root.ts';
import { startMailroom } from './running-mailroom.ts';

/** One installation for all files that do not need a fresh one: set up, with the sample customers. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const mailroom = await startMailroom();
  const token = new URL(mailroom.setupUrl).searchParams.get('token');
  const account = { name: 'berta', password: 'correct horse battery' };
  const made = await fetch(`${mailroom.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-mailroom-request': '1' },
    body: JSON.stringify({ token, displayName: 'Berta Brink', ...account }),
  });
  if (made.status !== 201) throw new Error(`The administrator could not be made: ${await made.text()}`);
  const imported = await fetch(`${mailroom.url}/api/v1/customers/import`, {
    method: 'POST',
    headers: {
      'content-type': 'text/csv',
      'x-mailroom-request': '1',
      cookie: made.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    },
    body: await readFile(join(packageRoot, 'fixtures', 'customers.csv')),
  });
  if (!imported.ok) throw new Error(`The customers could not be imported: ${await imported.text()}`);
  project.provide('mailroomUrl', mailroom.url);
  project.provide('account', account);
  return async () => {
    await mailroom[Symbol.asyncDispose]();
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    mailroomUrl: string;
    account: { name: string; password: string };
  }
}
