import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { packageRoot } from '../../config/package-root.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';

const announcement = z.object({ url: z.string(), setupUrl: z.string().nullable() });

export interface RunningMailroom extends AsyncDisposable {
  readonly url: string;
  /** The one-time link of a new installation. */
  readonly setupUrl: string;
}

/** A real installation as an operator starts it: the built command, embedded parts, an empty data folder, no demo. */
export async function startMailroom(): Promise<RunningMailroom> {
  const folder = await openTemporaryFolder();
  const child = spawn(
    process.execPath,
    [join(packageRoot, 'bin', 'mailroom.js'), 'start', '--json', '--port', '0', '--data-dir', folder.path],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        MAILROOM_DEMO: 'no',
        MAILROOM_LOG_LEVEL: 'error',
        DATABASE_URL: '',
        REDIS_URL: '',
        OBJECT_STORE_URL: '',
      },
    },
  );
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said = `${said}${bytes.toString('utf8')}`.slice(-4000);
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await folder[Symbol.asyncDispose]();
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, setupUrl } = announcement.parse(JSON.parse(line));
    if (setupUrl === null) break;
    return { url, setupUrl, [Symbol.asyncDispose]: stop };
  }
  await stop();
  throw new Error(`Mailroom did not start as a new installation. It said: ${said}`);
}
