import { z } from 'zod';
import { recordAudit } from '../../db/audit-events.ts';
import { deleteOwnToken, insertSession, type OwnToken, ownTokens, type Session } from '../../db/sessions.ts';
import { MailroomError } from '../../domain/errors.ts';
import { newId } from '../../domain/ids.ts';
import { type Api, idempotencyHeaders, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { digestOf, newSecret } from '../auth/secrets.ts';
import { ownTokenList, ownTokenMade, ownTokenRequest } from '../contract/index.ts';
import { once } from '../idempotency.ts';

const tags = ['Tokens'];
const tokensMax = 50;
const dayMilliseconds = 86_400_000;

/** Tokens with which a person's own scripts act as that person, with the role the person has at that moment. */
export function ownTokenRoutes(api: Api, { deps }: RouteContext): void {
  const { database, clock } = deps;

  api.get('/session/tokens', {
    config: { allow: 'signedIn' },
    schema: {
      tags,
      summary: 'The own access tokens, without their secrets',
      response: { 200: ownTokenList, ...orProblem },
    },
    handler: async (request) => ({
      items: (await ownTokens(database, callerOf(request).accountId, clock.now())).map(shown),
    }),
  });

  api.post('/session/tokens', {
    config: { allow: 'signedIn' },
    schema: {
      tags,
      summary: 'Make an access token for the own account; it is shown once',
      headers: idempotencyHeaders,
      body: ownTokenRequest,
      response: { 201: ownTokenMade, ...orProblem },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      refuseTokens(caller);
      const { label, days } = request.body;
      const answer = await once<z.infer<typeof ownTokenMade>>(
        deps,
        {
          accountId: caller.accountId,
          key: request.headers['idempotency-key'],
          request: { at: '/session/tokens', label, days },
        },
        async () => {
          const now = clock.now();
          const made = { id: newId('tok'), label, createdAt: now, seenAt: now };
          const token = newSecret();
          const expiresAt = new Date(now.getTime() + days * dayMilliseconds);
          await database.transaction(async (tx) => {
            if ((await ownTokens(tx, caller.accountId, now)).length >= tokensMax) {
              throw new MailroomError(
                'request.invalid',
                `An account has at most ${tokensMax} access tokens. Revoke one that is not needed any more.`,
              );
            }
            await insertSession(tx, {
              tokenSha256: digestOf(token),
              accountId: caller.accountId,
              kind: 'token',
              label,
              id: made.id,
              now,
              expiresAt,
            });
            await recordAudit(tx, {
              actor: caller.accountId,
              action: 'token.made',
              subject: caller.accountId,
              detail: { id: made.id, days },
            });
          });
          return { status: 201, body: { ...shown({ ...made, expiresAt }), token } };
        },
        (body) => ({ ...body, token: null }),
      );
      return reply.code(201).send(answer.body);
    },
  });

  api.delete('/session/tokens/:id', {
    config: { allow: 'signedIn' },
    schema: {
      tags,
      summary: 'Revoke an own access token',
      params: z.object({ id: z.string().max(80) }),
      response: { 204: noContent, ...orProblem },
    },
    handler: async (request, reply) => {
      const { accountId } = callerOf(request);
      const { id } = request.params;
      await database.transaction(async (tx) => {
        if (!(await deleteOwnToken(tx, accountId, id)))
          throw new MailroomError('resource.missing', 'You have no such token.');
        await recordAudit(tx, { actor: accountId, action: 'token.revoked', subject: accountId, detail: { id } });
      });
      return reply.code(204).send();
    },
  });
}

// Whoever finds a token could otherwise make themselves another one that outlives its revocation.
function refuseTokens({ kind }: Session): void {
  if (kind === 'token') {
    throw new MailroomError(
      'permission.missing',
      'A token cannot make tokens. Sign in with your password to make one.',
    );
  }
}

function shown(token: OwnToken) {
  return {
    id: token.id,
    label: token.label,
    createdAt: token.createdAt.toISOString(),
    seenAt: token.seenAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
  };
}
