import { startEmbeddedPostgres } from '../db/embedded/start-embedded-postgres.ts';
import { silentLog } from '../ports/log.ts';

/** For tests that kill a Mailroom: holds an embedded server until killed, and says where it is. */
export default async function hold(dataDir: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  process.stdout.write(`${JSON.stringify({ url: server.url, wasAdopted: server.wasAdopted })}\n`);
  // Keeps the process alive without work.
  setInterval(() => {}, 60_000);
}
