import { setLanguage } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import { deleteSession } from '../../db/sessions.ts';
import { type Api, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { openSession, toMe } from '../auth/open-session.ts';
import { clearSessionCookie } from '../auth/session-cookie.ts';
import { checkSignIn } from '../auth/sign-in.ts';
import { languageChange, me, signIn } from '../contract/index.ts';
import type { LiveStreams } from '../live/live-streams.ts';

const tags = ['Session'];

export function sessionRoutes(api: Api, { deps, options }: RouteContext, live: LiveStreams): void {
  const { database, clock, limits } = deps;

  api.post('/session', {
    config: { allow: 'anyone' },
    schema: { tags, summary: 'Sign in: sets the session cookie', body: signIn, response: { 200: me, ...orProblem } },
    handler: async (request, reply) => {
      const account = await checkSignIn(deps, { ...request.body, address: request.ip });
      const now = clock.now();
      await database.transaction(async (tx) => {
        if (request.caller?.kind === 'cookie') await deleteSession(tx, request.caller.tokenSha256);
        await openSession(tx, reply, account, now, options);
        await recordAudit(tx, { actor: account.id, action: 'session.opened', subject: account.id });
      });
      return toMe({ ...account, accountId: account.id }, limits.uploadBytesMax);
    },
  });

  api.get('/session', {
    config: { allow: 'signedIn' },
    schema: { tags, summary: 'Who is signed in, and what they may do', response: { 200: me, ...orProblem } },
    handler: async (request) => toMe(callerOf(request), limits.uploadBytesMax),
  });

  api.patch('/session', {
    config: { allow: 'signedIn' },
    schema: {
      tags,
      summary: 'Change the language of the pages',
      body: languageChange,
      response: { 200: me, ...orProblem },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      await setLanguage(database, caller.accountId, request.body.language);
      return toMe({ ...caller, language: request.body.language }, limits.uploadBytesMax);
    },
  });

  api.delete('/session', {
    config: { allow: 'anyone' },
    schema: { tags, summary: 'Sign out', response: { 204: noContent, ...orProblem } },
    handler: async (request, reply) => {
      const { caller } = request;
      if (caller?.kind === 'cookie') {
        await database.transaction(async (tx) => {
          await deleteSession(tx, caller.tokenSha256);
          await recordAudit(tx, { actor: caller.accountId, action: 'session.closed', subject: caller.accountId });
        });
        live.closeFor(caller.tokenSha256);
      }
      clearSessionCookie(reply, options);
      return reply.code(204).send();
    },
  });
}
