import { z } from 'zod';
import type { DocumentId } from '../../domain/ids.ts';
import type { Box } from '../../domain/page.ts';
import { answerMany } from '../../trays/answer-many.ts';
import type { ReviewEntry } from '../../trays/review-desk.ts';
import { type Api, noContent, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import {
  reviewClaims,
  reviewDocuments,
  reviewFields,
  reviewFieldsAnswer,
  reviewFieldsQuery,
  reviewFieldsRequest,
  reviewItem,
  reviewNext,
  reviewNextRequest,
  reviewQueue,
  reviewQueueQuery,
} from '../contract/index.ts';
import { asDocumentId, documentDetail, missingDocument } from '../documents.ts';

const tags = ['Review'];

/** The work place where people answer one document after the other. */
export function reviewRoutes(api: Api, { deps, options, journal }: RouteContext): void {
  const { database, clock, review } = deps;
  const config = { allow: 'resolveDocuments' } as const;

  const itemOf = async (entry: ReviewEntry, until: Date): Promise<z.infer<typeof reviewItem>> => ({
    entry,
    document: await documentDetail(database, entry.id as DocumentId, clock.now()),
    until: until.toISOString(),
  });

  api.get('/review/queue', {
    config,
    schema: {
      tags,
      summary: 'Documents that wait for review, the most urgent first, and who has them',
      querystring: reviewQueueQuery,
      response: { 200: reviewQueue, ...orProblem },
    },
    handler: async (request) => {
      const { limit, ...filter } = request.query;
      const queue = await review.queue(filter, callerOf(request).accountId, limit);
      return {
        ...queue,
        items: [...queue.items],
        kinds: [...queue.kinds],
        idleSeconds: options.reviewIdleSeconds,
        undoSeconds: options.reviewUndoSeconds,
      };
    },
  });

  api.post('/review/next', {
    config,
    schema: {
      tags,
      summary: 'Take the most urgent document in hand that nobody else has',
      body: reviewNextRequest,
      response: { 200: reviewNext, ...orProblem },
    },
    handler: async (request) => {
      const { except, ...filter } = request.body;
      const caller = callerOf(request);
      const inHand = await review.next(filter, except, caller.accountId);
      const entry = inHand && (await review.entry(inHand.id));
      if (!inHand || !entry) return { item: null };
      await journal.recordLook(caller, 'document.read', inHand.id);
      return { item: await itemOf(entry, inHand.until) };
    },
  });

  api.post('/review/claim', {
    config,
    schema: {
      tags,
      summary: 'Take documents in hand, or keep them there: a page that works says so every half minute',
      body: reviewDocuments,
      response: { 200: reviewClaims, ...orProblem },
    },
    handler: async (request) => {
      const { held, lost } = await review.claim(request.body.documents.map(asDocumentId), callerOf(request).accountId);
      return {
        held: held.map(({ id, until }) => ({ id, until: until.toISOString() })),
        lost: lost.map((one) => ({ ...one })),
      };
    },
  });

  api.get('/review/documents/:id', {
    config,
    schema: {
      tags,
      summary: 'One document as review shows it, whoever has it',
      params: z.object({ id: z.string().max(80) }),
      response: { 200: reviewItem.omit({ until: true }), ...orProblem },
    },
    handler: async (request) => {
      const entry = await review.entry(asDocumentId(request.params.id));
      if (entry === null) throw missingDocument();
      await journal.recordLook(callerOf(request), 'document.read', asDocumentId(entry.id));
      return itemOf(entry, clock.now());
    },
  });

  api.post('/review/give-back', {
    config,
    schema: {
      tags,
      summary: 'Give documents back that you have in hand',
      body: reviewDocuments,
      response: { 204: noContent, ...orProblem },
    },
    handler: async (request, reply) => {
      await review.giveBack(request.body.documents.map(asDocumentId), callerOf(request).accountId);
      return reply.code(204).send();
    },
  });

  api.get('/review/fields', {
    config,
    schema: {
      tags,
      summary: 'Doubtful fields of one name over many documents; the most frequent name when none is given',
      querystring: reviewFieldsQuery,
      response: { 200: reviewFields, ...orProblem },
    },
    handler: async (request) => {
      const { name, limit } = request.query;
      const { names, items } = await review.fields(name ?? null, callerOf(request).accountId, limit);
      return {
        names: [...names],
        items: items.map(({ field, receivedAt, ...rest }) => ({
          ...rest,
          receivedAt: receivedAt.toISOString(),
          field: { ...field, box: field.box === null ? null : copyBox(field.box) },
        })),
      };
    },
  });

  api.post('/review/fields', {
    config,
    schema: {
      tags,
      summary:
        'Confirm or correct fields of many documents; says which were saved and why others were left as they were',
      body: reviewFieldsRequest,
      response: { 200: reviewFieldsAnswer, ...orProblem },
    },
    handler: async (request) => {
      const orders = request.body.documents.map(({ id, ...order }) => ({ ...order, documentId: asDocumentId(id) }));
      const { saved, left } = await answerMany(deps.trays, orders, callerOf(request).accountId);
      return {
        saved: saved.map((each) => ({ ...each })),
        left: left.map(({ params, ...rest }) => ({ ...rest, params: { ...params } })),
      };
    },
  });
}

function copyBox([left, top, width, height]: Box): [number, number, number, number] {
  return [left, top, width, height];
}
