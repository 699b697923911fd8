import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServerAddress: string;
  }
}

/**
 * One database server for the whole test run, started when the first test asks for a database: a run of pure tests
 * pays nothing. Tests run in other processes, so they ask over loopback, under a path that nobody else knows.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const path = `/${randomBytes(16).toString('hex')}`;
  let starting: ReturnType<typeof startTestServer> | null = null;

  const door = createServer((request, response) => {
    if (request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    starting ??= startTestServer();
    starting.then(
      ({ url, template }) => response.end(JSON.stringify({ url, template })),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('The test server got no port on 127.0.0.1.');
  project.provide('testServerAddress', `http://127.0.0.1:${address.port}${path}`);

  return async () => {
    door.closeAllConnections();
    door.close();
    const server = await starting?.catch(() => null);
    await server?.[Symbol.asyncDispose]();
  };
}
