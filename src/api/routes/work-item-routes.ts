import { z } from 'zod';
import { findWorkItems, waitingByQueue, workItemRow } from '../../db/work-item-rows.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { completeRequest, workItem, workItemAction, workItemPage, workItemQuery } from '../contract/index.ts';
import { notModified } from '../not-modified.ts';

const tags = ['Work items'];
const params = z.object({ id: z.string().max(80) });

export function workItemRoutes(api: Api, { deps }: RouteContext): void {
  const { database, queue } = deps;

  api.get('/work-items', {
    config: { allow: 'readWorkItems' },
    schema: {
      tags,
      summary: 'Work items; waiting ones in the order to work them, others newest first',
      querystring: workItemQuery,
      response: { 200: workItemPage, ...orProblem },
    },
    handler: async (request) => {
      const { mine, ...filter } = request.query;
      const takenBy = mine ? callerOf(request).accountId : undefined;
      const [page, queues] = await Promise.all([
        findWorkItems(database, { ...filter, takenBy }),
        waitingByQueue(database),
      ]);
      return { ...page, queues };
    },
  });

  api.get('/work-items/:id', {
    config: { allow: 'readWorkItems' },
    schema: { tags, summary: 'One work item', params, response: { 200: workItem, 304: z.undefined(), ...orProblem } },
    handler: async (request, reply) => {
      const item = await existing(request.params.id);
      if (notModified(request, reply, String(item.revision))) return reply.code(304).send();
      return item;
    },
  });

  const actions = [
    { verb: 'take', summary: 'Take a waiting item into your hands', act: queue.take },
    { verb: 'give-back', summary: 'Put an item you hold back into its queue', act: queue.giveBack },
    { verb: 'reopen', summary: 'Undo your completion of an item', act: queue.reopen },
  ] as const;
  for (const { verb, summary, act } of actions) {
    api.post(`/work-items/:id/${verb}`, {
      config: { allow: 'takeWorkItems' },
      schema: { tags, summary, params, body: workItemAction, response: { 200: workItem, ...orProblem } },
      handler: async (request) => {
        await act(request.params.id, { revision: request.body.revision, actor: callerOf(request).accountId });
        return existing(request.params.id);
      },
    });
  }

  api.post('/work-items/:id/complete', {
    config: { allow: 'takeWorkItems' },
    schema: {
      tags,
      summary: 'Complete an item you hold',
      params,
      body: completeRequest,
      response: { 200: workItem, ...orProblem },
    },
    handler: async (request) => {
      const { revision, disposition, note } = request.body;
      await queue.complete(request.params.id, {
        revision,
        disposition,
        note: note?.trim() || null,
        actor: callerOf(request).accountId,
      });
      return existing(request.params.id);
    },
  });

  async function existing(id: string) {
    const item = await workItemRow(database, id);
    if (item === null) throw new MailroomError('resource.missing', 'There is no such work item.');
    return item;
  }
}
