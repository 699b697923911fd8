import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the running server of a data folder listens, for commands beside it. */
export interface ServerFile {
  readonly url: string;
  readonly pid: number;
}

const pathIn = (dataDir: string): string => join(dataDir, 'server.json');

export async function writeServerFile(dataDir: string, server: ServerFile): Promise<void> {
  const temporary = `${pathIn(dataDir)}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  await rename(temporary, pathIn(dataDir));
}

export async function readServerFile(dataDir: string): Promise<ServerFile | null> {
  try {
    return JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as ServerFile;
  } catch {
    return null;
  }
}

export async function removeServerFile(dataDir: string): Promise<void> {
  if ((await readServerFile(dataDir))?.pid === process.pid) await rm(pathIn(dataDir), { force: true });
}
