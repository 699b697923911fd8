import type { FastifyRequest } from 'fastify';
import { liveSessions, type Session, touchSession } from '../../db/sessions.ts';
import { MailroomError } from '../../domain/errors.ts';
import type { Permission } from '../contract/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiOptions } from '../options.ts';
import { isPermitted } from './permissions.ts';
import { refuseOtherSites } from './same-origin.ts';
import { digestOf } from './secrets.ts';
import { readSessionCookie } from './session-cookie.ts';

/** What a route asks of its caller. Every route of the API must say it; the server refuses to start otherwise. */
export type Allowance = 'anyone' | 'signedIn' | Permission;

declare module 'fastify' {
  interface FastifyContextConfig {
    allow?: Allowance;
  }
  interface FastifyRequest {
    caller: Session | null;
  }
}

const touchEverySeconds = 60;

/** The hook that finds out who calls and whether they may; runs before a byte of the body is read. */
export function authenticate({ database, clock }: Pick<ApiDeps, 'database' | 'clock'>, options: ApiOptions) {
  return async (request: FastifyRequest): Promise<void> => {
    const { allow } = request.routeOptions.config;
    if (allow === undefined) return;
    const session = await findSession(request);
    request.caller = session;
    refuseOtherSites(request, session?.kind ?? null);
    if (allow === 'anyone') return;
    if (session === null) {
      throw new MailroomError(
        'session.missing',
        'You are not signed in, or your session has ended. Sign in and try again.',
      );
    }
    if (allow !== 'signedIn' && !isPermitted(session.role, allow)) {
      throw new MailroomError(
        'permission.missing',
        `Your role (${session.role}) may not do this. Ask a lead or an administrator.`,
        {
          params: { permission: allow },
        },
      );
    }
  };

  async function findSession(request: FastifyRequest): Promise<Session | null> {
    const bearer = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    const secret = bearer ?? readSessionCookie(request);
    if (secret === null || secret.length > 200) return null;
    const now = clock.now();
    const [session] = await liveSessions(database, [digestOf(secret)], {
      now,
      idleSeconds: options.sessionIdleMinutes * 60,
    });
    // A token in a cookie, or a cookie's secret as a token, would slip past the check for other sites.
    if (session === undefined || (session.kind === 'token') !== (bearer !== undefined)) return null;
    if (now.getTime() - session.seenAt.getTime() > touchEverySeconds * 1000)
      await touchSession(database, session.tokenSha256, now);
    return session;
  }
}

/** The caller of a route that allows nobody anonymous. */
export function callerOf(request: FastifyRequest): Session {
  if (request.caller === null)
    throw new MailroomError('session.missing', 'You are not signed in. Sign in and try again.');
  return request.caller;
}
