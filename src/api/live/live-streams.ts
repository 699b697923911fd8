import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { hearLiveEvents } from '../../db/live-events.ts';
import { liveSessions, type Session } from '../../db/sessions.ts';
import type { LiveEvent } from '../contract/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiOptions } from '../options.ts';
import { tooMany } from '../problems.ts';

/** Events kept for a browser that reconnects: at 20 documents a second six stages each, some ten seconds. */
const keptEventsMax = 1500;
/** A reader that lets this much pile up is gone or asleep; it reconnects and reloads. */
const unsentBytesMax = 256 * 1024;

interface Stream {
  readonly session: Session;
  readonly response: ServerResponse;
}

export interface LiveStreams extends AsyncDisposable {
  /** Takes the response over and sends server-sent events until the reader leaves or its session ends. */
  open(session: Session, reply: FastifyReply, lastEventId: string | undefined): void;
  /** Signing out ends the streams of that session at once; in other processes within a heartbeat. */
  closeFor(tokenSha256: string): void;
  /** The same for an account that was disabled or has a new password; `kept` may be the session that ordered it. */
  closeForAccount(accountId: string, kept?: string): void;
  count(): number;
}

export async function createLiveStreams(deps: ApiDeps, options: ApiOptions): Promise<LiveStreams> {
  const streams = new Set<Stream>();
  // Event ids are only comparable within one run of one process.
  const run = randomUUID().slice(0, 8);
  const kept: { readonly id: number; readonly text: string }[] = [];
  let latest = 0;

  const send = (stream: Stream, text: string): void => {
    stream.response.write(text);
    if (stream.response.writableLength > unsentBytesMax) close(stream);
  };
  const close = (stream: Stream, farewell = ''): void => {
    streams.delete(stream);
    stream.response.end(farewell);
  };

  const hearing = await hearLiveEvents(deps.database, (event: LiveEvent) => {
    latest += 1;
    const text = `id: ${run}-${latest}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    kept.push({ id: latest, text });
    if (kept.length > keptEventsMax) kept.shift();
    for (const stream of streams) send(stream, text);
  });

  /** Beats, and ends what outlived its session: sign-out in another process, expiry, idleness, a disabled account. */
  const beat = async (): Promise<void> => {
    if (streams.size === 0) return;
    const digests = [...new Set([...streams].map(({ session }) => session.tokenSha256))];
    const living = await liveSessions(deps.database, digests, {
      now: deps.clock.now(),
      idleSeconds: options.sessionIdleMinutes * 60,
    }).catch(() => null);
    for (const stream of streams) {
      // While the database does not answer nobody is signed out for it.
      const isOver = living !== null && !living.some(({ tokenSha256 }) => tokenSha256 === stream.session.tokenSha256);
      if (isOver) close(stream, 'event: signedOut\ndata: {}\n\n');
      else send(stream, ': beat\n\n');
    }
  };
  const timer = setInterval(() => void beat(), options.heartbeatSeconds * 1000);
  timer.unref();

  /** What a reconnecting browser missed; `reload` when that is not known here any more. */
  const catchUp = (lastEventId: string): string => {
    const id = lastEventId.startsWith(`${run}-`) ? Number(lastEventId.slice(run.length + 1)) : Number.NaN;
    const oldest = kept[0]?.id ?? latest + 1;
    if (!Number.isInteger(id) || id > latest || id < oldest - 1) return 'event: reload\ndata: {}\n\n';
    return kept
      .filter((event) => event.id > id)
      .map((event) => event.text)
      .join('');
  };

  return {
    open(session, reply, lastEventId) {
      const mine = [...streams].filter((stream) => stream.session.accountId === session.accountId).length;
      if (mine >= options.eventStreamsPerAccountMax) {
        throw tooMany(
          `At most ${options.eventStreamsPerAccountMax} pages of one account can follow changes at once. Close one.`,
          30,
        );
      }
      reply.hijack();
      const response = reply.raw;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) response.setHeader(name, value);
      // The connection ends with its stream; kept alive it would hold up a stop of the server for a minute.
      response.shouldKeepAlive = false;
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would otherwise collect events until its buffer is full.
        'x-accel-buffering': 'no',
      });
      const stream = { session, response };
      streams.add(stream);
      response.once('close', () => streams.delete(stream));
      send(stream, `retry: 3000\n\n${lastEventId === undefined ? '' : catchUp(lastEventId)}`);
    },
    closeFor(tokenSha256) {
      for (const stream of streams)
        if (stream.session.tokenSha256 === tokenSha256) close(stream, 'event: signedOut\ndata: {}\n\n');
    },
    closeForAccount(accountId, kept) {
      for (const stream of streams)
        if (stream.session.accountId === accountId && stream.session.tokenSha256 !== kept)
          close(stream, 'event: signedOut\ndata: {}\n\n');
    },
    count: () => streams.size,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const stream of streams) close(stream);
      await hearing[Symbol.asyncDispose]();
    },
  };
}
