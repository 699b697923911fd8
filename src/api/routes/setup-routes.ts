import { installationKind } from '../../db/installation.ts';
import { reserveAttempt } from '../../db/sign-in-attempts.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, orProblem, type RouteContext } from '../api-type.ts';
import { demoAccounts, demoPassword } from '../auth/demo-accounts.ts';
import { openSession, toMe } from '../auth/open-session.ts';
import { checkNewPassword } from '../auth/passwords.ts';
import { isSetupOpen, spendSetup } from '../auth/setup-link.ts';
import { me, setupRequest, setupState } from '../contract/index.ts';
import { tooMany } from '../problems.ts';

const tags = ['Session'];

export function setupRoutes(api: Api, { deps, options }: RouteContext): void {
  const { database, clock, limits } = deps;

  api.get('/setup', {
    config: { allow: 'anyone' },
    schema: {
      tags,
      summary: 'Whether the first administrator is still to be made, and whether this is a demo',
      response: { 200: setupState, ...orProblem },
    },
    handler: async () => {
      const isDemo = (await installationKind(database)) === 'demo';
      return {
        isOpen: await isSetupOpen(database, clock.now()),
        isDemo,
        demoAccounts: isDemo ? demoAccounts.map(({ name, role }) => ({ name, role, password: demoPassword })) : [],
      };
    },
  });

  api.post('/setup', {
    config: { allow: 'anyone' },
    schema: {
      tags,
      summary: 'Make the first administrator with the one-time link printed at start, and sign in',
      description: 'The token of the link takes the place of an Idempotency-Key: it works once.',
      body: setupRequest,
      response: { 201: me, ...orProblem },
    },
    handler: async (request, reply) => {
      const now = clock.now();
      const waitSeconds = await reserveAttempt(
        database,
        [{ key: `setup:${request.ip}`, freeAttempts: 10, waitSecondsMax: 900 }],
        now,
      );
      if (waitSeconds > 0) throw tooMany(`Too many attempts. Try again in ${waitSeconds} seconds.`, waitSeconds);
      if (!(await isSetupOpen(database, now))) {
        throw new MailroomError(
          'session.refused',
          'This Mailroom is set up already, or the link has expired. Start it again to get a new one.',
        );
      }
      checkNewPassword(request.body.password, [request.body.name, request.body.displayName]);
      const account = await spendSetup(database, request.body, now);
      await openSession(database, reply, account, now, options);
      return reply.code(201).send(toMe({ ...account, accountId: account.id }, limits.uploadBytesMax));
    },
  });
}
