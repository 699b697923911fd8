import { z } from 'zod';
import { submissionResults } from '../../db/document-result.ts';
import { submissionVersion } from '../../db/resource-versions.ts';
import { findSubmissions, reasonsToWait, submissionRow } from '../../db/submission-rows.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, idempotencyHeaders, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import {
  submissionDetail,
  submissionDetailQuery,
  submissionPage,
  submissionQuery,
  uploadQuery,
  uploadReceipt,
} from '../contract/index.ts';
import { legalReceipt } from '../legal-receipt.ts';
import { notModified } from '../not-modified.ts';
import { answerUpload, receiveUpload, uploadBody } from '../upload/receive-upload.ts';
import { streamedBody } from '../upload/refuse-early.ts';

const tags = ['Submissions'];

export function submissionRoutes(api: Api, { deps, options, journal }: RouteContext): void {
  const { database, clock, limits, readings } = deps;

  api.post('/submissions', {
    config: { allow: 'uploadDocuments', isStreamed: true, requestBody: uploadBody },
    ...streamedBody({ bytesMax: limits.uploadBytesMax, setting: 'uploadBytesMax' }),
    schema: {
      tags,
      summary: 'Hand in documents: any number of files as multipart/form-data',
      description:
        'The files are safe when this answers. 201 when something new was taken in, 200 when an Idempotency-Key repeats. ' +
        'Files that were refused are listed in `refused`; when all were, the answer is a problem.',
      consumes: ['multipart/form-data'],
      headers: idempotencyHeaders,
      querystring: uploadQuery,
      response: { 200: uploadReceipt, 201: uploadReceipt, ...orProblem },
    },
    handler: async (request, reply) => {
      const { query } = request;
      const receivedAt = legalReceipt(query.receivedAt, clock.now());
      const receipt = await receiveUpload(deps, request, {
        accountId: callerOf(request).accountId,
        channel: query.channel ?? null,
        receivedAt,
        idempotencyKey: request.headers['idempotency-key'],
        filesMax: options.filesPerUploadMax,
      });
      return answerUpload(reply, receipt, '/api/v1/submissions');
    },
  });

  api.get('/submissions', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'What arrived, newest first',
      querystring: submissionQuery,
      response: { 200: submissionPage, ...orProblem },
    },
    handler: (request) => findSubmissions(database, request.query),
  });

  api.get('/submissions/:id', {
    config: { allow: 'readDocuments' },
    schema: {
      tags,
      summary: 'One submission with the results of all its documents',
      params: z.object({ id: z.string().max(80) }),
      querystring: submissionDetailQuery,
      response: { 200: submissionDetail, 304: z.undefined(), ...orProblem },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const version = await submissionVersion(database, id);
      const submission = version === null ? null : await submissionRow(database, id);
      if (version === null || submission === null)
        throw new MailroomError('resource.missing', 'There is no such submission.');
      const withText = request.query.text === true;
      if (notModified(request, reply, withText ? `${version}-text` : version)) return reply.code(304).send();
      await journal.recordLook(callerOf(request), withText ? 'submission.text_read' : 'submission.read', id);
      const [results, waitsFor] = await Promise.all([
        submissionResults(database, id, { withText, readings }),
        submission.isSettled ? [] : reasonsToWait(database, [id]),
      ]);
      return { ...submission, results: [...results], waitsFor: [...waitsFor] };
    },
  });
}
