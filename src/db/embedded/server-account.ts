import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MailroomError } from '../../domain/errors.ts';

/** The account PostgreSQL runs under when it is not our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root it runs under the account that owns the cluster already, or `nobody`;
 * no account is ever created. Null means: under our own account.
 */
export async function chooseServerAccount(cluster: string): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, , uid, gid] =
    accounts
      .split('\n')
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new MailroomError(
      'database.unusable',
      'The embedded database cannot run as root, and this machine has no account "nobody" to run it under. Start Mailroom as an ordinary account, or set DATABASE_URL.',
    );
  }
  // macOS writes -2 for what the kernel calls 4294967294.
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}

/** Whether `account` may enter `folder` and every folder above it. */
export async function canEnter(account: ServerAccount, folder: string): Promise<boolean> {
  const state = await stat(folder).catch(() => null);
  if (state === null) return false;
  const bit = state.uid === account.uid ? 0o100 : state.gid === account.gid ? 0o010 : 0o001;
  if ((state.mode & bit) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || canEnter(account, parent);
}
