import { z } from 'zod';
import { findDocuments, documentRow as findRow } from '../../db/document-rows.ts';
import { documentVersion } from '../../db/resource-versions.ts';
import { type Api, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import {
  againRequest,
  closeRequest,
  documentDetail as documentDetailSchema,
  documentPage,
  documentQuery,
  documentRow,
  fieldsRequest,
  resolveAnswer,
  resolveRequest,
  undoRequest,
} from '../contract/index.ts';
import { asDocumentId, documentDetail, missingDocument } from '../documents.ts';
import { notModified } from '../not-modified.ts';

const tags = ['Documents'];
const params = z.object({ id: z.string().max(80) });

export function documentRoutes(api: Api, { deps, journal }: RouteContext): void {
  const { database, trays, clock } = deps;

  api.get('/documents', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'Documents by filter, newest arrival first; in a tray those that wait longest',
      querystring: documentQuery,
      response: { 200: documentPage, ...orProblem },
    },
    handler: (request) => findDocuments(database, request.query),
  });

  api.get('/documents/:id', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'One document: result, pages, timeline, work item, siblings',
      params,
      response: { 200: documentDetailSchema, 304: z.undefined(), ...orProblem },
    },
    handler: async (request, reply) => {
      const id = asDocumentId(request.params.id);
      const version = await documentVersion(database, id, clock.now());
      if (version === null) throw missingDocument();
      if (notModified(request, reply, version)) return reply.code(304).send();
      await journal.recordLook(callerOf(request), 'document.read', id);
      return documentDetail(database, id, clock.now());
    },
  });

  api.post('/documents/:id/resolve', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Answer what a parked document asks: class, customer, and fields where they were read wrongly',
      params,
      body: resolveRequest,
      response: { 200: resolveAnswer, ...orProblem },
    },
    handler: async (request) => {
      const documentId = asDocumentId(request.params.id);
      const { undoUntil } = await trays.resolve({ ...request.body, documentId, actor: callerOf(request).accountId });
      return { ...(await rowAfter(documentId)), undoUntil: undoUntil?.toISOString() ?? null };
    },
  });

  api.post('/documents/:id/undo', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Take your last answer about a document back, as long as nothing came of it',
      params,
      body: undoRequest,
      response: { 200: documentRow, ...orProblem },
    },
    handler: async (request) => {
      const documentId = asDocumentId(request.params.id);
      const answered = request.body?.answered;
      await trays.undo({ documentId, actor: callerOf(request).accountId, answered });
      return rowAfter(documentId);
    },
  });

  api.post('/documents/:id/fields', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Confirm or correct fields of a document that goes on waiting for the rest of its answer',
      params,
      body: fieldsRequest,
      response: { 200: documentRow, ...orProblem },
    },
    handler: async (request) => {
      const documentId = asDocumentId(request.params.id);
      await trays.setFields({ ...request.body, documentId, actor: callerOf(request).accountId });
      return rowAfter(documentId);
    },
  });

  api.post('/documents/:id/again', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'Let a document go through its stages again, from one on',
      params,
      body: againRequest,
      response: { 200: documentRow, ...orProblem },
    },
    handler: async (request) => {
      const documentId = asDocumentId(request.params.id);
      await trays.again({ ...request.body, documentId, actor: callerOf(request).accountId });
      return rowAfter(documentId);
    },
  });

  api.post('/documents/:id/close', {
    config: { allow: 'resolveDocuments' },
    schema: {
      tags,
      summary: 'End a parked document with a reason and without a work item',
      params,
      body: closeRequest,
      response: { 200: documentRow, ...orProblem },
    },
    handler: async (request) => {
      const documentId = asDocumentId(request.params.id);
      await trays.close({ ...request.body, documentId, actor: callerOf(request).accountId });
      return rowAfter(documentId);
    },
  });

  async function rowAfter(documentId: string) {
    const row = await findRow(database, documentId);
    if (row === null) throw missingDocument();
    return row;
  }
}
