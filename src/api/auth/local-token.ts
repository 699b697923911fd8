import { randomUUID } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../db/connection.ts';
import { liveSessions } from '../../db/sessions.ts';
import { makeProgramToken } from './program-tokens.ts';
import { digestOf } from './secrets.ts';

export const localTokenFilename = 'local-token';

const days = 365;
const renewBeforeDays = 30;

/**
 * The token by which the command line of an embedded installation signs in: whoever may read the data folder has all
 * the documents anyway. Kept in a file only its owner can read; made anew when it is missing, foreign or soon over.
 */
export async function ensureLocalToken(database: Database, dataDir: string, now: Date = new Date()): Promise<string> {
  const path = join(dataDir, localTokenFilename);
  const standing = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (standing !== '') {
    const [session] = await liveSessions(database, [digestOf(standing)], { now, idleSeconds: 0 });
    if (session !== undefined && session.expiresAt.getTime() - now.getTime() > renewBeforeDays * 86_400_000) {
      await chmod(path, 0o600);
      return standing;
    }
  }
  const { token } = await makeProgramToken(database, { label: 'Command line', role: 'lead', now, days });
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, `${token}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, path);
  return token;
}
