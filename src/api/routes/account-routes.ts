import { z } from 'zod';
import {
  type AccountRow,
  accountRow,
  changeAccount,
  isLastAdministrator,
  listAccounts,
} from '../../db/account-list.ts';
import { insertAccount, passwordToBeChosen } from '../../db/accounts.ts';
import { recordAudit } from '../../db/audit-events.ts';
import type { Queryable } from '../../db/connection.ts';
import { deleteAllSessions } from '../../db/sessions.ts';
import { MailroomError } from '../../domain/errors.ts';
import { newId } from '../../domain/ids.ts';
import { type Api, idempotencyHeaders, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { makePasswordLink } from '../auth/password-link.ts';
import {
  type Account,
  type AccountWithLink,
  account,
  accountChange,
  accountPage,
  accountQuery,
  accountRequest,
  accountWithLink,
  passwordReset,
} from '../contract/index.ts';
import { once } from '../idempotency.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { notModified } from '../not-modified.ts';

const tags = ['Accounts'];
const params = z.object({ id: z.string().max(80) });
const withoutToken = (body: AccountWithLink): AccountWithLink => ({ ...body, link: { ...body.link, token: null } });

/** Accounts of people: who may sign in, and as what. */
export function accountRoutes(api: Api, { deps }: RouteContext, live: LiveStreams): void {
  const { database, clock } = deps;

  api.get('/accounts', {
    config: { allow: 'manageAccounts' },
    schema: {
      tags,
      summary: 'Accounts of people, by name',
      querystring: accountQuery,
      response: { 200: accountPage, ...orProblem },
    },
    handler: async (request) => {
      const { items, nextCursor } = await listAccounts(database, request.query);
      return { items: items.map(shown), nextCursor };
    },
  });

  api.get('/accounts/:id', {
    config: { allow: 'manageAccounts' },
    schema: { tags, summary: 'One account', params, response: { 200: account, 304: z.undefined(), ...orProblem } },
    handler: async (request, reply) => {
      const row = await existing(database, request.params.id);
      // Signing in makes no new revision, but a new moment to show.
      if (notModified(request, reply, `${row.revision}-${row.seenAt?.getTime() ?? 0}-${row.hasPassword}`))
        return reply.code(304).send();
      return shown(row);
    },
  });

  api.post('/accounts', {
    config: { allow: 'manageAccounts' },
    schema: {
      tags,
      summary: 'Make an account; its owner chooses a password by the one-time link in the answer',
      headers: idempotencyHeaders,
      body: accountRequest,
      response: { 201: accountWithLink, ...orProblem },
    },
    handler: async (request, reply) => {
      const { accountId: actor } = callerOf(request);
      const { name, displayName, role, language } = request.body;
      const answer = await once<AccountWithLink>(
        deps,
        {
          accountId: actor,
          key: request.headers['idempotency-key'],
          request: { at: '/accounts', name, displayName, role, language },
        },
        () =>
          database.transaction(async (tx) => {
            const id = newId('acc');
            const made = { id, name, displayName, passwordHash: passwordToBeChosen, role, language, isDemo: false };
            if (!(await insertAccount(tx, made, clock.now()))) {
              throw new MailroomError('account.taken', `There is an account named ${name}. Choose another name.`);
            }
            const link = await makePasswordLink(tx, id, clock.now());
            await recordAudit(tx, { actor, action: 'account.created', subject: id, detail: { name, role } });
            return { status: 201, body: { account: shown(await existing(tx, id)), link } };
          }),
        withoutToken,
      );
      return reply.code(201).send(answer.body);
    },
  });

  api.patch('/accounts/:id', {
    config: { allow: 'manageAccounts' },
    schema: {
      tags,
      summary:
        'Change name, role or language of an account, disable or enable it; disabling ends its sessions and tokens',
      params,
      body: accountChange,
      response: { 200: account, ...orProblem },
    },
    handler: async (request) => {
      const { revision, displayName, role, language, isDisabled } = request.body;
      const changed = await database.transaction(async (tx) => {
        const standing = await existing(tx, request.params.id);
        const to = {
          displayName: displayName ?? standing.displayName,
          role: role ?? standing.role,
          language: language ?? standing.language,
          isDisabled: isDisabled ?? standing.isDisabled,
        };
        const isLeaving = to.isDisabled || to.role !== 'administrator';
        if (isLeaving && (await isLastAdministrator(tx, standing.id))) throw lastAdministrator();
        if (!(await changeAccount(tx, standing.id, revision, to))) throw stale();
        if (to.isDisabled) await deleteAllSessions(tx, standing.id);
        await recordAudit(tx, {
          actor: callerOf(request).accountId,
          action: 'account.changed',
          subject: standing.id,
          detail: differences(standing, to),
        });
        return existing(tx, standing.id);
      });
      if (changed.isDisabled) live.closeForAccount(changed.id);
      return shown(changed);
    },
  });

  api.post('/accounts/:id/password-link', {
    config: { allow: 'manageAccounts' },
    schema: {
      tags,
      summary: 'End the password, sessions and tokens of an account and make a one-time link for a new password',
      params,
      headers: idempotencyHeaders,
      body: passwordReset,
      response: { 201: accountWithLink, ...orProblem },
    },
    handler: async (request, reply) => {
      const { accountId: actor } = callerOf(request);
      const { id } = request.params;
      const { revision } = request.body;
      const answer = await once<AccountWithLink>(
        deps,
        {
          accountId: actor,
          key: request.headers['idempotency-key'],
          request: { at: `/accounts/${id}/password-link`, revision },
        },
        () =>
          database.transaction(async (tx) => {
            const standing = await existing(tx, id);
            refuseReset(standing, actor);
            // Until the link is used nobody could sign in, and a link can be lost.
            if (await isLastAdministrator(tx, standing.id)) throw lastAdministrator();
            if (!(await changeAccount(tx, standing.id, revision, standing))) throw stale();
            const link = await makePasswordLink(tx, standing.id, clock.now());
            await deleteAllSessions(tx, standing.id);
            await recordAudit(tx, { actor, action: 'account.password_reset', subject: standing.id });
            return { status: 201, body: { account: shown(await existing(tx, standing.id)), link } };
          }),
        withoutToken,
      );
      live.closeForAccount(id);
      return reply.code(201).send(answer.body);
    },
  });
}

async function existing(database: Queryable, id: string): Promise<AccountRow> {
  const row = await accountRow(database, id);
  if (row === null) throw new MailroomError('resource.missing', 'There is no such account.');
  return row;
}

function refuseReset({ id, isDemo, isDisabled }: AccountRow, actor: string): void {
  if (isDemo)
    throw new MailroomError('permission.missing', 'The passwords of the demo are for everyone and stay as they are.');
  if (id === actor)
    throw new MailroomError('request.invalid', 'Change your own password on the page of your account instead.');
  if (isDisabled) throw new MailroomError('request.invalid', 'Enable the account first, then reset its password.');
}

const lastAdministrator = () =>
  new MailroomError(
    'account.last',
    'This is the last administrator who can sign in. Make another account administrator first.',
  );

const stale = () =>
  new MailroomError('revision.stale', 'Somebody changed this account in the meantime. Reload it to see how it stands.');

const changeable = ['displayName', 'role', 'language', 'isDisabled'] as const;

/** Each changed value as it was and as it is now. */
function differences(from: AccountRow, to: Pick<AccountRow, (typeof changeable)[number]>): Record<string, unknown> {
  return Object.fromEntries(
    changeable.filter((key) => from[key] !== to[key]).map((key) => [key, { from: from[key], to: to[key] }]),
  );
}

function shown(row: AccountRow): Account {
  return { ...row, createdAt: row.createdAt.toISOString(), seenAt: row.seenAt?.toISOString() ?? null };
}
