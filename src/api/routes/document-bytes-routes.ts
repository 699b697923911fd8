import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MailroomError } from '../../domain/errors.ts';
import { textOfReading } from '../../domain/page.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import { type Api, bytesOf, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { attachmentOf, inlineOf } from '../content-disposition.ts';
import { documentText, pageWords } from '../contract/index.ts';
import { sourcesOf } from '../documents.ts';
import { notModified } from '../not-modified.ts';
import { comingSource } from '../pages/coming-source.ts';
import { createPageImages, pageSourceOf, pictureKey, widthFor } from '../pages/page-images.ts';
import { createPageWords, readingOf } from '../pages/page-words.ts';

const tags = ['Documents'];
const params = z.object({ id: z.string().max(80) });
const pageParams = params.extend({ number: z.coerce.number().int().min(1).max(100_000) });

/** What an original may call itself. Everything else, HTML and SVG above all, leaves as bytes without a type. */
const harmlessMediaTypes = new Set([
  'application/pdf',
  'image/tiff',
  'image/png',
  'image/jpeg',
  'image/webp',
  'message/rfc822',
  'text/plain',
]);

export function documentBytesRoutes(api: Api, { deps, options, journal }: RouteContext): void {
  const { database, store, readings } = deps;
  const images = createPageImages(deps, {
    cacheBytes: options.pageCacheBytes,
    atOnceMax: options.paintingsAtOnceMax,
    paintSecondsMax: options.requestSeconds - 5,
  });
  const words = createPageWords(readings);

  api.get('/documents/:id/pages/:number/image', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'The upright page as JPEG or WebP',
      params: pageParams,
      querystring: z.object({
        width: z.coerce
          .number()
          .int()
          .min(1)
          .max(10_000)
          .optional()
          .describe('Pixels; rounded up to one of a few widths from 200 to 3000'),
      }),
      response: { 200: bytesOf('The page', 'image/jpeg', 'image/webp'), 304: z.undefined(), ...orProblem },
    },
    handler: async (request, reply) => {
      const { id, number } = request.params;
      const sources = await sourcesOf(database, id);
      const { facts } = sources;
      const source = facts.preparation ? pageSourceOf(facts, number) : await comingSource(database, sources, number);
      if (source === null) throw new MailroomError('resource.missing', 'There is no image of this page, or not yet.');
      const width = widthFor(request.query.width, source);
      await journal.recordLook(callerOf(request), 'document.pages_read', id);
      if (notModified(request, reply, pictureKey(source, width))) return reply.code(304).send();
      const picture = await images.picture(source, width);
      return reply.type(picture[0] === 0xff ? 'image/jpeg' : 'image/webp').send(picture as unknown as string);
    },
  });

  api.get('/documents/:id/pages/:number/words', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'The words of a page with their boxes',
      params: pageParams,
      response: { 200: pageWords, 304: z.undefined(), ...orProblem },
    },
    handler: async (request, reply) => {
      const { id, number } = request.params;
      const { facts } = await sourcesOf(database, id);
      const reading = readingOf(facts);
      if (reading === null) return { words: [] };
      await journal.recordLook(callerOf(request), 'document.pages_read', id);
      if (notModified(request, reply, `${reading}-${number}`)) return reply.code(304).send();
      const { words: found, baselines } = await words.words(reading, number);
      return {
        ...(baselines === undefined ? {} : { baselines: [...baselines] }),
        words: found.map((word) => ({
          ...word,
          box: [word.box[0], word.box[1], word.box[2], word.box[3]] as [number, number, number, number],
        })),
      };
    },
  });

  api.get('/documents/:id/text', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'The text, pages separated by form feeds',
      params,
      response: { 200: documentText, ...orProblem },
    },
    handler: async (request) => {
      const sources = await sourcesOf(database, request.params.id);
      const reading = readingOf(sources.facts);
      if (reading === null) throw new MailroomError('resource.missing', 'This document was not read, or not yet.');
      await journal.record(callerOf(request), 'document.text_read', sources.id);
      return { text: textOfReading(await readings.load(reading)) };
    },
  });

  api.get('/documents/:id/original', {
    config: { allow: 'readArchive', isStreamed: true },
    schema: {
      tags,
      summary: 'The bytes as they arrived, as a download',
      params,
      response: { 200: bytesOf('The original', 'application/octet-stream'), ...orProblem },
    },
    handler: async (request, reply) => {
      const sources = await sourcesOf(database, request.params.id);
      const mediaType = sources.facts.preparation?.mediaType ?? '';
      await journal.record(callerOf(request), 'document.original_read', sources.id);
      // Opened before the headers are set, so that missing bytes are still a problem and not a download of one.
      const bytes = await store.open(sources.originalSha256);
      secure(reply);
      reply.header('content-disposition', attachmentOf(sources.filename));
      reply.header('content-length', sources.byteLength);
      return sendBytes(reply, harmlessMediaTypes.has(mediaType) ? mediaType : 'application/octet-stream', bytes);
    },
  });

  api.get('/documents/:id/rendition', {
    config: { allow: 'readArchive', isStreamed: true },
    schema: {
      tags,
      summary: 'The archived searchable PDF',
      params,
      response: { 200: bytesOf('The rendition', 'application/pdf'), ...orProblem },
    },
    handler: async (request, reply) => {
      const sources = await sourcesOf(database, request.params.id);
      const sha256: Sha256 | undefined = sources.facts.archiving?.renditionSha256;
      const object = sha256 === undefined ? null : await store.head(sha256);
      if (object === null) throw new MailroomError('resource.missing', 'This document is not archived yet.');
      await journal.record(callerOf(request), 'document.rendition_read', sources.id);
      const bytes = await store.open(object.sha256);
      secure(reply);
      reply.header('content-disposition', inlineOf(`${sources.filename.replace(/\.[a-z0-9]{1,5}$/i, '')}.pdf`));
      reply.header('content-length', object.byteLength);
      return sendBytes(reply, 'application/pdf', bytes);
    },
  });
}

/** Bytes from outside are shown without scripts, forms or any rights of this origin, should a browser show them at all. */
function secure(reply: FastifyReply): void {
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', 'private, no-store');
}

function sendBytes(reply: FastifyReply, mediaType: string, bytes: AsyncIterable<Uint8Array>): FastifyReply {
  return reply.type(mediaType).send(Readable.from(bytes, { objectMode: false }));
}
