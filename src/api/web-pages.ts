import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MailroomError } from '../domain/errors.ts';
import type { Api } from './api-type.ts';
import { type KnownAddresses, pathOf, refuseMethod } from './known-addresses.ts';

const serverPaths = /^\/(api|health|metrics)(\/|$|\?)/;

/**
 * Serves the built pages. Addresses of the app (`/documents/…`) have no file and get its first page; a missing asset is
 * missing, so that an old page after an update fails loudly instead of running HTML as a script.
 */
export async function serveWebPages(api: Api, webRoot: string | null, addresses: KnownAddresses): Promise<void> {
  const firstPage = webRoot === null ? null : await readFile(join(webRoot, 'index.html'), 'utf8').catch(() => null);
  if (webRoot !== null && firstPage !== null) {
    await api.register(fastifyStatic, {
      root: webRoot,
      index: false,
      dotfiles: 'ignore',
      cacheControl: false,
      // Each address that is no file goes through the same answer as everything unknown.
      wildcard: true,
      setHeaders: (response, path) => {
        const isHashed = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+$/.test(path);
        response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'public, no-cache');
      },
    });
    api.get('/', { schema: { hide: true } }, (_request, reply) => sendFirstPage(reply, firstPage));
    api.get('/index.html', { schema: { hide: true } }, (_request, reply) => sendFirstPage(reply, firstPage));
  }

  api.setNotFoundHandler((request, reply) => {
    if (firstPage !== null && isPageAddress(request)) return sendFirstPage(reply, firstPage);
    const allowed = addresses.methodsAt(pathOf(request));
    if (allowed.length > 0) return refuseMethod(request, reply, allowed);
    const message =
      firstPage === null && isPageAddress(request)
        ? 'The web pages are not built here. The API is at /api/v1, its description at /api/openapi.json.'
        : 'There is nothing at this address.';
    throw new MailroomError('resource.missing', message);
  });
}

function isPageAddress(request: FastifyRequest): boolean {
  const path = pathOf(request);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return (
    isRead &&
    !serverPaths.test(path) &&
    !/\.\w{1,8}$/.test(path) &&
    (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/) !== null
  );
}

function sendFirstPage(reply: FastifyReply, page: string): FastifyReply {
  reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
  return reply.send(page);
}
