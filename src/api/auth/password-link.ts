import type { Queryable } from '../../db/connection.ts';
import { putPasswordLink } from '../../db/password-links.ts';
import type { AccountId } from '../../domain/ids.ts';
import { digestOf, newSecret } from './secrets.ts';

/** Long enough for a weekend and a day off; a link lies in a mailbox for as long as it is good. */
const linkHours = 72;

/** A fresh one-time link for an account; its password and every link before end with it. */
export async function makePasswordLink(
  tx: Queryable,
  accountId: AccountId,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + linkHours * 3_600_000);
  await putPasswordLink(tx, accountId, { tokenSha256: digestOf(token), expiresAt });
  return { token, expiresAt: expiresAt.toISOString() };
}
