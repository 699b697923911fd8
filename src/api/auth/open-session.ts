import type { FastifyReply } from 'fastify';
import { noteSeen } from '../../db/account-list.ts';
import type { Account } from '../../db/accounts.ts';
import type { Queryable } from '../../db/connection.ts';
import { insertSession } from '../../db/sessions.ts';
import type { Me } from '../contract/index.ts';
import type { ApiOptions } from '../options.ts';
import { permissionsOf } from './permissions.ts';
import { digestOf, newSecret } from './secrets.ts';
import { setSessionCookie } from './session-cookie.ts';

/** Always a fresh secret, so a cookie that was there before signing in is worth nothing afterwards. */
export async function openSession(
  database: Queryable,
  reply: FastifyReply,
  account: Pick<Account, 'id'>,
  now: Date,
  options: ApiOptions,
): Promise<void> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + options.sessionHours * 3_600_000);
  await insertSession(database, {
    tokenSha256: digestOf(secret),
    accountId: account.id,
    kind: 'cookie',
    label: null,
    now,
    expiresAt,
  });
  await noteSeen(database, account.id, now);
  setSessionCookie(reply, secret, expiresAt, options);
}

export function toMe(
  account: Pick<Account, 'name' | 'displayName' | 'role' | 'language' | 'isDemo'> & { readonly accountId: string },
  uploadBytesMax: number,
): Me {
  return {
    accountId: account.accountId,
    name: account.name,
    displayName: account.displayName,
    role: account.role,
    language: account.language,
    isDemo: account.isDemo,
    permissions: [...permissionsOf(account.role)],
    uploadBytesMax,
  };
}
