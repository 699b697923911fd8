import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiOptions } from '../options.ts';

const plainName = 'mailroom';
/** Browsers accept this name only with Secure, Path=/ and no Domain, so a sibling host cannot plant one. */
const secureName = '__Host-mailroom';

export function readSessionCookie(request: FastifyRequest): string | null {
  return request.cookies[secureName] ?? request.cookies[plainName] ?? null;
}

export function setSessionCookie(reply: FastifyReply, secret: string, expires: Date, options: ApiOptions): void {
  const secure = isSecure(reply.request, options);
  reply.setCookie(secure ? secureName : plainName, secret, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure,
    expires,
  });
}

export function clearSessionCookie(reply: FastifyReply, options: ApiOptions): void {
  const secure = isSecure(reply.request, options);
  reply.clearCookie(secure ? secureName : plainName, { httpOnly: true, sameSite: 'strict', path: '/', secure });
}

function isSecure(request: FastifyRequest, { secureCookie }: ApiOptions): boolean {
  return secureCookie === 'auto' ? request.protocol === 'https' : secureCookie;
}
