import { Readable } from 'node:stream';
import { z } from 'zod';
import { batchRow, batchVersion, findBatches } from '../../db/batch-rows.ts';
import { findBatch } from '../../db/batches.ts';
import type { BatchEdit } from '../../domain/batch-edit.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, bytesOf, idempotencyHeaders, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { batchDetail, refuseForeignPages } from '../batches.ts';
import { inlineOf } from '../content-disposition.ts';
import {
  type BatchRow,
  batchAction,
  batchAnnouncement,
  batchDetail as batchDetailSchema,
  batchDiscard,
  batchEditRequest,
  batchPage,
  batchQuery,
  batchRelease,
  batchRequest,
  batchScanParams,
  batchParams as params,
  scanProfileList,
  scanQuery,
  scanRemoval,
  uploadReceipt,
} from '../contract/index.ts';
import { once } from '../idempotency.ts';
import { legalReceipt } from '../legal-receipt.ts';
import { notModified } from '../not-modified.ts';
import { answerUpload, receiveUpload, uploadBody } from '../upload/receive-upload.ts';
import { streamedBody } from '../upload/refuse-early.ts';
import { scannedPagesOf } from '../upload/scanned-pages.ts';

const tags = ['Batches'];
const answered = { 200: batchDetailSchema, ...orProblem };

export function batchRoutes(api: Api, { deps, options, journal }: RouteContext): void {
  const { database, store, batches, clock, limits } = deps;
  const detail = (id: string) => batchDetail(deps, id);

  api.get('/scan-profiles', {
    config: { allow: 'readDocuments' },
    schema: { tags, summary: 'What a batch can be begun with', response: { 200: scanProfileList, ...orProblem } },
    handler: async () => ({
      items: batches.profiles.map(({ key, name, site, channel, isDuplex, colour, dropsBlanks, hotFolder, device }) => ({
        ...{ key, name: { ...name }, site, channel, isDuplex, colour, dropsBlanks },
        hasHotFolder: hotFolder !== null,
        hasDevice: device !== null,
      })),
    }),
  });

  api.get('/batches', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'Batches by filter, newest first',
      querystring: batchQuery,
      response: { 200: batchPage, ...orProblem },
    },
    handler: async (request) => {
      const { items, nextCursor } = await findBatches(database, request.query);
      const rows: BatchRow[] = [];
      // One after the other: a long list must not take every connection of the database.
      for (const { version, ...row } of items) {
        rows.push({ ...row, ...(await batches.countSoFar({ ...row, version })) });
      }
      return { items: rows, nextCursor };
    },
  });

  api.post('/batches', {
    config: { allow: 'scanBatches' },
    schema: {
      tags,
      summary: 'Begin a batch',
      headers: idempotencyHeaders,
      body: batchRequest,
      response: { 201: batchDetailSchema, ...orProblem },
    },
    handler: async (request, reply) => {
      const { accountId } = callerOf(request);
      const { body } = request;
      const receivedAt = legalReceipt(body.receivedAt, clock.now());
      const key = request.headers['idempotency-key'];
      const answer = await once(deps, { accountId, key, request: ['batch', body] }, async () => {
        const id = await batches.create({
          profile: body.profile,
          actor: accountId,
          station: body.station ?? null,
          receivedAt,
          announcedSheets: body.announcedSheets ?? null,
          announcedEnvelopes: body.announcedEnvelopes ?? null,
          note: body.note || null,
          ...(body.isFilePerPage === undefined ? {} : { isFilePerPage: body.isFilePerPage }),
          ...(body.isDuplex === undefined ? {} : { isDuplex: body.isDuplex }),
        });
        return { status: 201, body: { id } };
      });
      return reply.code(201).send(await detail(answer.body.id));
    },
  });

  api.get('/batches/:id', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'One batch: light table, scans, count chain',
      params,
      response: { ...answered, 304: z.undefined() },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const version = await batchVersion(database, id);
      if (version === null) throw missing();
      if (notModified(request, reply, version)) return reply.code(304).send();
      await journal.recordLook(callerOf(request), 'batch.read', id);
      return detail(id);
    },
  });

  api.patch('/batches/:id', {
    config: { allow: 'scanBatches' },
    schema: { tags, summary: 'Announce sheets and envelopes', params, body: batchAnnouncement, response: answered },
    handler: async (request) => {
      const { id } = request.params;
      await batches.announce({ ...request.body, batchId: id, actor: callerOf(request).accountId });
      return detail(id);
    },
  });

  api.post('/batches/:id/scans', {
    config: { allow: 'scanBatches', isStreamed: true, requestBody: uploadBody },
    ...streamedBody({ bytesMax: limits.uploadBytesMax, setting: 'uploadBytesMax' }),
    schema: {
      tags,
      summary: 'Add scans to an open batch: any number of files as multipart/form-data, in their order',
      description:
        'As `POST /submissions`. With `replaces` the pages of the one file take the place of these pages once they are made.',
      consumes: ['multipart/form-data'],
      headers: idempotencyHeaders,
      params,
      querystring: scanQuery,
      response: { 200: uploadReceipt, 201: uploadReceipt, ...orProblem },
    },
    handler: async (request, reply) => {
      const batch = await findBatch(database, request.params.id);
      if (batch === null) throw missing();
      if (batch.state !== 'open') throw new MailroomError('batch.closed', 'The batch is not open any more.');
      const replaces = scannedPagesOf(request.query.replaces);
      await refuseForeignPages(deps, batch.id, replaces);
      const receipt = await receiveUpload(deps, request, {
        accountId: callerOf(request).accountId,
        channel: batch.channel,
        receivedAt: batch.receivedAt,
        idempotencyKey: request.headers['idempotency-key'],
        filesMax: replaces.length > 0 ? 1 : options.filesPerUploadMax,
        batch: { batchId: batch.id, replaces },
      });
      batches.tellOf(batch);
      return answerUpload(reply, receipt, request.url.split('?')[0] ?? '');
    },
  });

  /** A change of a batch by whoever may scan, answered with the batch as it is then. */
  const change = <Body extends z.ZodType>(
    path: string,
    about: { readonly summary: string; readonly description?: string; readonly body: Body },
    act: (order: z.output<Body> & { readonly batchId: string; readonly actor: string }) => Promise<void>,
  ): void => {
    api.post(`/batches/:id/${path}`, {
      config: { allow: 'scanBatches' },
      schema: { tags, ...about, params, response: answered },
      handler: async (request) => {
        const { id } = request.params;
        const body = request.body as z.output<Body>;
        await act({ ...(body as object), batchId: id, actor: callerOf(request).accountId } as Parameters<
          typeof act
        >[0]);
        return detail(id);
      },
    });
  };
  change('edits', { summary: 'Change the light table; one step to undo', body: batchEditRequest }, (order) =>
    // Ids of pages are looked up among those of the batch, so text that is no id is a page that is not there.
    batches.edit({ ...order, edits: order.edits as unknown as readonly BatchEdit[] }),
  );
  change('undo', { summary: 'Take the last step back', body: batchAction }, batches.undo);
  change('redo', { summary: 'Do the step again that was taken back last', body: batchAction }, batches.redo);
  change(
    'release',
    {
      summary: 'Fix the documents and the count, and let the scans go on',
      description: '409 `batch.incomplete` when the count does not add up and no reason is given.',
      body: batchRelease,
    },
    (order) => batches.release({ ...order, reason: order.reason ?? null }),
  );
  change('discard', { summary: 'End a batch of which nothing shall come', body: batchDiscard }, batches.discard);

  api.post('/batches/:id/scans/:documentId/removal', {
    config: { allow: 'scanBatches' },
    schema: {
      tags,
      summary: 'Take a scan that could not be opened out of the batch; its original is kept',
      params: batchScanParams,
      body: scanRemoval,
      response: answered,
    },
    handler: async (request) => {
      const { id, documentId } = request.params;
      await batches.removeScan({ ...request.body, batchId: id, documentId, actor: callerOf(request).accountId });
      return detail(id);
    },
  });

  api.post('/batches/:id/scans/:documentId/restoration', {
    config: { allow: 'scanBatches' },
    schema: {
      tags,
      summary: 'Put a scan back that was taken out of the batch; it is prepared once more',
      params: batchScanParams,
      body: batchAction,
      response: answered,
    },
    handler: async (request) => {
      const { id, documentId } = request.params;
      await batches.restoreScan({ ...request.body, batchId: id, documentId, actor: callerOf(request).accountId });
      return detail(id);
    },
  });

  api.get('/batches/:id/count-sheet', {
    config: { allow: 'readDocuments', isStreamed: true },
    schema: {
      tags,
      summary: 'The count chain as it was archived when the batch was closed',
      params,
      response: { 200: bytesOf('One page', 'application/pdf'), ...orProblem },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const sha256 = (await batchRow(database, id))?.countSheetSha256 ?? null;
      if (sha256 === null)
        throw new MailroomError('resource.missing', 'There is no count sheet of this batch: it was not closed yet.');
      await journal.record(callerOf(request), 'batch.count_sheet_read', id);
      const bytes = await store.open(sha256);
      reply.header('content-disposition', inlineOf(`${id}.pdf`)).header('cache-control', 'private, no-store');
      return reply.type('application/pdf').send(Readable.from(bytes, { objectMode: false }) as unknown as string);
    },
  });
}

function missing(): MailroomError {
  return new MailroomError('resource.missing', 'There is no such batch.');
}
