import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Names this version of a resource and says whether the caller has it already. The browser may keep a copy but asks each
 * time, so nothing is shown from its cache after signing out.
 */
export function notModified(request: FastifyRequest, reply: FastifyReply, version: string): boolean {
  const tag = `"${version}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  const known = request.headers['if-none-match']?.split(',').map((candidate) => candidate.trim().replace(/^W\//, ''));
  return known?.includes(tag) ?? false;
}
