import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomerDirectory, DirectoryKey } from '../ports/customer-directory.ts';

export interface ServedDirectory extends AsyncDisposable {
  readonly url: string;
  /** What the next questions are answered with instead: an HTTP status, a body as it is, or silence. */
  misbehave(way: { readonly status?: number; readonly body?: string; readonly isSilent?: boolean } | null): void;
  /** How many questions came. */
  asked(): number;
}

/** A directory behind HTTP on this machine, as a CRM would serve it; the token is asked for when there is one. */
export async function serveDirectory(
  directory: CustomerDirectory,
  options: { readonly token?: string; readonly hasVocabulary?: boolean } = {},
): Promise<ServedDirectory> {
  const { token, hasVocabulary = true } = options;
  let wrong: Parameters<ServedDirectory['misbehave']>[0] = null;
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    const question = await questionOf(request);
    if (wrong?.isSilent) return;
    response.setHeader('content-type', 'application/json');
    const end = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (wrong) return response.writeHead(wrong.status ?? 200, { location: '/elsewhere' }).end(wrong.body ?? '{}');
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return end(401, {});
    const { signal } = new AbortController();
    if (request.url === '/crm/candidates')
      return end(200, { customers: await directory.candidates(question.keys, question.limit, signal) });
    if (request.url === '/crm/vocabulary' && hasVocabulary && directory.vocabulary)
      return end(200, await directory.vocabulary(question.forms, signal));
    return end(404, {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/crm`,
    misbehave(way) {
      wrong = way;
    },
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Question {
  readonly keys: readonly DirectoryKey[];
  readonly limit: number;
  readonly forms: readonly string[];
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Question;
}
