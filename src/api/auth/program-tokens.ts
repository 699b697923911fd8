import { insertAccount, noPassword } from '../../db/accounts.ts';
import type { Queryable } from '../../db/connection.ts';
import { insertSession } from '../../db/sessions.ts';
import { newId } from '../../domain/ids.ts';
import type { Role } from '../contract/index.ts';
import { digestOf, newSecret } from './secrets.ts';

/**
 * Makes an account for a program with a token as its only key. An account of its own, so that the audit trail says
 * which program did something, and so that a token can do less than the administrator who made it.
 */
export async function makeProgramToken(
  database: Queryable,
  program: { readonly label: string; readonly role: Role; readonly now: Date; readonly days: number },
): Promise<{ readonly accountId: string; readonly token: string; readonly expiresAt: Date }> {
  const id = newId('acc');
  const token = newSecret();
  const expiresAt = new Date(program.now.getTime() + program.days * 86_400_000);
  await insertAccount(
    database,
    // The colon keeps these names apart from people's, which cannot contain one.
    {
      id,
      name: `program:${id}`,
      displayName: program.label,
      passwordHash: noPassword,
      role: program.role,
      language: 'en',
      isDemo: false,
    },
    program.now,
  );
  await insertSession(database, {
    tokenSha256: digestOf(token),
    accountId: id,
    kind: 'token',
    label: program.label,
    now: program.now,
    expiresAt,
  });
  return { accountId: id, token, expiresAt };
}
