import { z } from 'zod';
import { recordAudit } from '../../db/audit-events.ts';
import { revokeProgramToken } from '../../db/sessions.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, idempotencyHeaders, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { makeProgramToken } from '../auth/program-tokens.ts';
import { tokenMade, tokenRequest } from '../contract/index.ts';
import { once } from '../idempotency.ts';

const tags = ['Tokens'];

export function tokenRoutes(api: Api, { deps, options }: RouteContext): void {
  const { database, clock } = deps;

  api.post('/tokens', {
    config: { allow: 'manageTokens' },
    schema: {
      tags,
      summary: 'Make a token for a program; it is shown once',
      headers: idempotencyHeaders,
      body: tokenRequest,
      response: { 201: tokenMade, ...orProblem },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const { label, role } = request.body;
      const answer = await once<z.infer<typeof tokenMade>>(
        deps,
        {
          accountId: caller.accountId,
          key: request.headers['idempotency-key'],
          request: { at: '/tokens', label, role },
        },
        async () => {
          const made = await database.transaction(async (tx) => {
            const token = await makeProgramToken(tx, { label, role, now: clock.now(), days: options.tokenDays });
            await recordAudit(tx, {
              actor: caller.accountId,
              action: 'token.made',
              subject: token.accountId,
              detail: { role },
            });
            return token;
          });
          return { status: 201, body: { ...made, expiresAt: made.expiresAt.toISOString(), label, role } };
        },
        (body) => ({ ...body, token: null }),
      );
      return reply.code(201).send(answer.body);
    },
  });

  api.delete('/tokens/:accountId', {
    config: { allow: 'manageTokens' },
    schema: {
      tags,
      summary: 'Revoke a program’s token',
      params: z.object({ accountId: z.string().max(80) }),
      response: { 204: noContent, ...orProblem },
    },
    handler: async (request, reply) => {
      const { accountId } = request.params;
      await database.transaction(async (tx) => {
        if (!(await revokeProgramToken(tx, accountId)))
          throw new MailroomError('resource.missing', 'There is no such token.');
        await recordAudit(tx, { actor: callerOf(request).accountId, action: 'token.revoked', subject: accountId });
      });
      return reply.code(204).send();
    },
  });
}
