import type { FastifyRequest } from 'fastify';
import { MailroomError } from '../../domain/errors.ts';

/** Its presence proves that a script of our own pages sent the request: another site's page cannot add it without asking first. */
export const ownRequestHeader = 'x-mailroom-request';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a changing request that another site made a browser send. Tokens need no such proof: no browser adds them by
 * itself. The cookie is SameSite=Strict as well; this holds where a browser or a sibling host undermines that.
 */
export function refuseOtherSites(request: FastifyRequest, session: 'cookie' | 'token' | null): void {
  if (harmless.has(request.method) || session === 'token') return;
  const fetchSite = request.headers['sec-fetch-site'];
  const isFromElsewhere =
    (fetchSite !== undefined && fetchSite !== 'same-origin') ||
    (request.headers.origin !== undefined && hostOf(request.headers.origin) !== request.host);
  if (isFromElsewhere) {
    throw new MailroomError(
      'permission.missing',
      'The request came from another site and was refused. Use the pages of this Mailroom.',
    );
  }
  if (session === 'cookie' && request.headers[ownRequestHeader] === undefined) {
    throw new MailroomError(
      'permission.missing',
      'A changing request with a session cookie needs the header X-Mailroom-Request: 1.',
    );
  }
}

// Scheme is left out: behind a proxy that ends TLS this process sees http where the browser sees https.
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
