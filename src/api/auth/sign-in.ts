import { createHash } from 'node:crypto';
import { type Account, accountByName } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import type { Database } from '../../db/connection.ts';
import { forgiveAttempts, reserveAttempt } from '../../db/sign-in-attempts.ts';
import type { Clock } from '../../domain/clock.ts';
import { MailroomError } from '../../domain/errors.ts';
import { tooMany } from '../problems.ts';
import { isPassword } from './passwords.ts';

/**
 * The account behind a name and a password. Fails with `session.refused`, the same for a wrong name and a wrong
 * password, or with `request.too_many` when this account or this address failed too often of late.
 */
export async function checkSignIn(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  given: { readonly name: string; readonly password: string; readonly address: string },
): Promise<Account> {
  const name = given.name.trim().toLowerCase();
  const now = clock.now();
  // A digest, because people type passwords into the name's field.
  const keys = {
    account: `account:${createHash('sha256').update(name).digest('hex')}`,
    address: `address:${given.address}`,
  };
  const waitSeconds = await reserveAttempt(
    database,
    [
      // Five minutes at most: longer would let anybody lock a colleague out.
      { key: keys.account, freeAttempts: 5, waitSecondsMax: 300 },
      // Offices and proxies share one address, so it is patient: it slows the trying of many names, it does not end it.
      { key: keys.address, freeAttempts: 100, waitSecondsMax: 60 },
    ],
    now,
  );
  if (waitSeconds > 0) throw tooMany(`Too many failed sign-ins. Try again in ${waitSeconds} seconds.`, waitSeconds);

  const account = await accountByName(database, name);
  const isRight = await isPassword(account?.passwordHash ?? null, given.password);
  if (account === null || !isRight || account.isDisabled) {
    await recordAudit(database, {
      actor: account?.id ?? 'unknown',
      action: 'session.refused',
      subject: account?.id ?? 'unknown',
    });
    throw new MailroomError('session.refused', 'Name or password is wrong.');
  }
  await forgiveAttempts(database, keys, now);
  return account;
}
