import { countPeople, insertAccount } from '../../db/accounts.ts';
import type { Database } from '../../db/connection.ts';
import { installationKind } from '../../db/installation.ts';
import { MailroomError } from '../../domain/errors.ts';
import { newId } from '../../domain/ids.ts';
import type { Role } from '../contract/index.ts';
import { hashPassword } from './passwords.ts';

/** Known to everyone who reads this, so it opens nothing but a demo. */
export const demoPassword = 'mailroom-demo';

export const demoAccounts: readonly { readonly name: string; readonly displayName: string; readonly role: Role }[] = [
  { name: 'clerk', displayName: 'Petra Schreiber', role: 'clerk' },
  { name: 'agent', displayName: 'Jan Hansen', role: 'agent' },
  { name: 'auditor', displayName: 'Ruth Prüfer', role: 'auditor' },
  { name: 'lead', displayName: 'Maike Leitner', role: 'lead' },
  { name: 'admin', displayName: 'Arne Verwalter', role: 'administrator' },
];

/** Makes the demo's accounts where they are missing. Refused (`config.invalid`) where the installation is not a demo. */
export async function seedDemoAccounts(database: Database, now: Date = new Date()): Promise<void> {
  const people = await countPeople(database);
  if ((await installationKind(database)) !== 'demo' || people.all > people.demo) {
    throw new MailroomError(
      'config.invalid',
      'Demo accounts have a known password and are only made in a demo. Start with an empty data folder.',
    );
  }
  // One hash for all: a salt of its own would hide nothing about a password that stands in the manual.
  const passwordHash = await hashPassword(demoPassword);
  for (const { name, displayName, role } of demoAccounts) {
    await insertAccount(
      database,
      { id: newId('acc'), name, displayName, passwordHash, role, language: 'de', isDemo: true },
      now,
    );
  }
}
