import { type Account, countPeople, insertAccount } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import type { Database } from '../../db/connection.ts';
import { installationKind, putSetupLink, setupLink, spendSetupLink } from '../../db/installation.ts';
import type { Clock } from '../../domain/clock.ts';
import { MailroomError } from '../../domain/errors.ts';
import { newId } from '../../domain/ids.ts';
import { hashPassword } from './passwords.ts';
import { digestOf, newSecret } from './secrets.ts';

const linkHours = 24;

export interface Setup {
  /** Goes into the address printed at start: `/setup?token=…`. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** A fresh one-time token while nobody has an account and this is no demo, otherwise null. Ends every earlier link. */
export async function ensureSetup(database: Database, clock: Clock): Promise<Setup | null> {
  if ((await installationKind(database)) === 'demo' || (await countPeople(database)).all > 0) return null;
  const token = newSecret();
  const expiresAt = new Date(clock.now().getTime() + linkHours * 3_600_000);
  await putSetupLink(database, { tokenSha256: digestOf(token), expiresAt: expiresAt.toISOString() });
  return { token, expiresAt };
}

export async function isSetupOpen(database: Database, now: Date): Promise<boolean> {
  const link = await setupLink(database);
  return link !== null && new Date(link.expiresAt) > now && (await countPeople(database)).all === 0;
}

/** Makes the first administrator. The link is spent in the same transaction, so two people at it make one account. */
export async function spendSetup(
  database: Database,
  given: { readonly token: string; readonly name: string; readonly displayName: string; readonly password: string },
  now: Date,
): Promise<Omit<Account, 'isDisabled'>> {
  const account = {
    id: newId('acc'),
    name: given.name,
    displayName: given.displayName,
    passwordHash: await hashPassword(given.password),
    role: 'administrator',
    language: 'de',
    isDemo: false,
  } as const;
  await database.transaction(async (tx) => {
    const isSpent = await spendSetupLink(tx, digestOf(given.token), now);
    if (!isSpent || (await countPeople(tx)).all > 0 || !(await insertAccount(tx, account, now))) {
      throw new MailroomError(
        'session.refused',
        'This set-up link was used already or has expired. Start Mailroom again to get a new one.',
      );
    }
    await recordAudit(tx, { actor: account.id, action: 'setup.done', subject: account.id });
  });
  return account;
}
