import { accountById, setLanguage, setPasswordHash } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import { deleteOtherSessions, deleteSession } from '../../db/sessions.ts';
import { reserveAttempt } from '../../db/sign-in-attempts.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { openSession, toMe } from '../auth/open-session.ts';
import { checkNewPassword, hashPassword, isPassword } from '../auth/passwords.ts';
import { clearSessionCookie } from '../auth/session-cookie.ts';
import { checkSignIn } from '../auth/sign-in.ts';
import { languageChange, me, passwordChange, signIn } from '../contract/index.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { tooMany } from '../problems.ts';

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

  api.post('/session/password', {
    config: { allow: 'signedIn' },
    schema: {
      tags,
      summary: 'Change the own password; ends all other sessions of the account',
      body: passwordChange,
      response: { 204: noContent, ...orProblem },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      if (caller.isDemo) {
        throw new MailroomError(
          'permission.missing',
          'The passwords of the demo are for everyone and stay as they are.',
        );
      }
      const account = await accountById(database, caller.accountId);
      const waitSeconds = await reserveAttempt(
        database,
        [{ key: `password:${caller.accountId}`, freeAttempts: 5, waitSecondsMax: 300 }],
        clock.now(),
      );
      if (waitSeconds > 0) throw tooMany(`Too many wrong passwords. Try again in ${waitSeconds} seconds.`, waitSeconds);
      if (account === null || !(await isPassword(account.passwordHash, request.body.current))) {
        throw new MailroomError('session.refused', 'The current password is wrong.');
      }
      checkNewPassword(request.body.next, [account.name, account.displayName, request.body.current]);
      const passwordHash = await hashPassword(request.body.next);
      await database.transaction(async (tx) => {
        await setPasswordHash(tx, account.id, passwordHash);
        await deleteOtherSessions(tx, account.id, caller.tokenSha256);
        await recordAudit(tx, { actor: account.id, action: 'password.changed', subject: account.id });
      });
      return reply.code(204).send();
    },
  });
}
