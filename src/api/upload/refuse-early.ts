import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tooLarge } from './metered-bytes.ts';

/** Boundaries and part headers around the files themselves. */
const framingBytesMax = 1024 * 1024;
const lingerMilliseconds = 3000;

/** Refuses by Content-Length before a byte of the body is read. */
function refuseTooLarge(request: FastifyRequest, limit: { readonly bytesMax: number; readonly setting: string }): void {
  if (Number(request.headers['content-length'] ?? 0) > limit.bytesMax + framingBytesMax) throw tooLarge(limit);
}

/** For a route that streams its body: what is too large is refused before the body is looked at, which costs nobody anything. */
export function streamedBody(limit: { readonly bytesMax: number; readonly setting: string }) {
  return {
    // The limit above and the one of the intake hold; the server's own would read the body first.
    bodyLimit: Number.MAX_SAFE_INTEGER,
    onRequest: async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      hangUpSlowly(request, reply);
      refuseTooLarge(request, limit);
    },
  };
}

/**
 * A client that asks first (`Expect: 100-continue`, as curl does) is told to go on only when the route begins to read,
 * so a refused upload never leaves it.
 */
export function continueWhenReading(api: FastifyInstance): void {
  const asking = new WeakSet<IncomingMessage>();
  api.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    asking.add(request);
    api.server.emit('request', request, response);
  });
  api.addHook('preParsing', async (request, reply) => {
    if (asking.delete(request.raw)) reply.raw.writeContinue();
  });
}

/**
 * Lets the answer reach a client that is still sending. Closing at once would reset the connection and the client would
 * see an error of the network instead of the problem; reading the rest could take hours. So what comes is dropped for
 * three seconds, and then the connection ends.
 */
function hangUpSlowly(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  reply.raw.once('finish', () => {
    if (raw.complete || raw.readableEnded) return;
    raw.unpipe();
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), lingerMilliseconds);
    timer.unref();
    raw.once('end', () => clearTimeout(timer));
    raw.once('close', () => clearTimeout(timer));
  });
}
