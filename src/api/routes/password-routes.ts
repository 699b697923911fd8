import { accountById, setPasswordHash } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import { accountOfLink, spendPasswordLink } from '../../db/password-links.ts';
import { deleteAllSessions, deleteOtherSessions } from '../../db/sessions.ts';
import { reserveAttempt } from '../../db/sign-in-attempts.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { openSession, toMe } from '../auth/open-session.ts';
import { checkNewPassword, hashPassword, isPassword } from '../auth/passwords.ts';
import { digestOf } from '../auth/secrets.ts';
import { me, passwordChange, passwordChoice } from '../contract/index.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { tooMany } from '../problems.ts';

const tags = ['Session'];

export function passwordRoutes(api: Api, { deps, options }: RouteContext, live: LiveStreams): void {
  const { database, clock, limits } = deps;

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
      live.closeForAccount(account.id, caller.tokenSha256);
      return reply.code(204).send();
    },
  });

  api.post('/session/password-link', {
    config: { allow: 'anyone' },
    schema: {
      tags,
      summary: 'Choose a password with the one-time link an administrator handed over, and sign in',
      description: 'The token of the link takes the place of an Idempotency-Key: it works once.',
      body: passwordChoice,
      response: { 201: me, ...orProblem },
    },
    handler: async (request, reply) => {
      const now = clock.now();
      const waitSeconds = await reserveAttempt(
        database,
        [{ key: `link:${request.ip}`, freeAttempts: 10, waitSecondsMax: 900 }],
        now,
      );
      if (waitSeconds > 0) throw tooMany(`Too many attempts. Try again in ${waitSeconds} seconds.`, waitSeconds);
      const { token, password } = request.body;
      const tokenSha256 = digestOf(token);
      const account = await accountById(database, (await accountOfLink(database, tokenSha256, now)) ?? '');
      if (account === null) throw spent();
      checkNewPassword(password, [account.name, account.displayName]);
      const passwordHash = await hashPassword(password);
      await database.transaction(async (tx) => {
        // Asked again: hashing took a moment, in which the account may have been disabled or given another link.
        const isStillOpen = (await accountOfLink(tx, tokenSha256, now)) !== null;
        if (!isStillOpen || !(await spendPasswordLink(tx, tokenSha256))) throw spent();
        await setPasswordHash(tx, account.id, passwordHash);
        await deleteAllSessions(tx, account.id);
        await openSession(tx, reply, account, now, options);
        await recordAudit(tx, { actor: account.id, action: 'password.chosen', subject: account.id });
      });
      return reply.code(201).send(toMe({ ...account, accountId: account.id }, limits.uploadBytesMax));
    },
  });
}

function spent(): MailroomError {
  return new MailroomError(
    'link.spent',
    'This link was used already or has expired. Ask an administrator for a new one.',
  );
}
