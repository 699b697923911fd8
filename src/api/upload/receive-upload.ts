import { randomUUID } from 'node:crypto';
import { once as event } from 'node:events';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from '../../db/document-rows.ts';
import { rememberAnswer, rememberedAnswer } from '../../db/idempotency-keys.ts';
import { submissionRow } from '../../db/submission-rows.ts';
import type { ScannedPage } from '../../domain/batch.ts';
import type { Channel } from '../../domain/channel.ts';
import { MailroomError } from '../../domain/errors.ts';
import { cleanFilename } from '../../domain/filename.ts';
import type { BatchId } from '../../domain/ids.ts';
import { sendProblem } from '../answer-errors.ts';
import type { UploadReceipt } from '../contract/index.ts';
import type { ApiDeps } from '../deps.ts';
import { keyWasUsedOtherwise, requestHashOf } from '../idempotency.ts';
import { isProblemCode, problemOf } from '../problems.ts';
import { type Allowance, meterBytes } from './metered-bytes.ts';

export interface UploadOrder {
  readonly accountId: string;
  /** Null decides by each file. */
  readonly channel: Channel | null;
  readonly receivedAt: Date;
  readonly idempotencyKey: string | undefined;
  readonly filesMax: number;
  /** The open batch that the files are scans of. */
  readonly batch?: { readonly batchId: BatchId; readonly replaces: readonly ScannedPage[] };
}

/**
 * Streams the files of a multipart request into the intake, one after the other and never whole in memory. A file that
 * is refused is read past and does not spoil the others; only when the request brings more bytes than the limit, or
 * breaks off, is nothing more read.
 */
export async function receiveUpload(
  deps: ApiDeps,
  request: FastifyRequest,
  order: UploadOrder,
): Promise<UploadReceipt> {
  const { accountId, idempotencyKey } = order;
  const earlier =
    idempotencyKey === undefined ? null : await rememberedAnswer(deps.database, accountId, idempotencyKey);
  const submissions: UploadReceipt['submissions'] = [];
  const refused: UploadReceipt['refused'] = [];
  const seen: { readonly file: string; readonly sha256: string }[] = [];
  const allowance: Allowance = {
    remaining: deps.limits.uploadBytesMax,
    bytesMax: deps.limits.uploadBytesMax,
    setting: 'uploadBytesMax',
  };
  const broken = new AbortController();
  request.raw.once('close', () => {
    if (!request.raw.complete) broken.abort();
  });

  for await (const part of filesOf(request, order.filesMax)) {
    if (part === 'tooMany') {
      refused.push({ file: '…', problem: toProblem(tooManyFiles(order.filesMax).toProblem()) });
      break;
    }
    const file = cleanFilename(part.filename ?? '');
    const bytes = meterBytes(part.file, allowance, idempotencyKey !== undefined);
    try {
      if (earlier?.status) await readPast(bytes);
      else {
        const receipt = await takeIn(part, bytes, file, seen.length);
        submissions.push({ ...receipt, file });
      }
      seen.push({ file, sha256: bytes.sha256() });
    } catch (error) {
      const problem = asRefusal(error);
      refused.push({ file, problem: toProblem(problem.toProblem()) });
      seen.push({ file, sha256: '' });
      // Nothing of this file may stand in the way of the next one; after these two there is no next one.
      if (problem.code === 'upload.too_large' || part.file.destroyed) break;
      part.file.resume();
      if (!part.file.readableEnded) await event(part.file, 'end', { signal: broken.signal });
    }
  }
  if (seen.length === 0)
    throw new MailroomError(
      'request.invalid',
      'The request holds no file. Send multipart/form-data with at least one file.',
    );
  return settleKey();

  async function takeIn(part: MultipartFile, bytes: ReturnType<typeof meterBytes>, file: string, ordinal: number) {
    const receipt = await deps.intake.takeIn(
      bytes,
      {
        channel: order.channel ?? (isMail(part) ? 'email' : 'portal'),
        source: 'upload',
        sourceKey: idempotencyKey === undefined ? randomUUID() : `${accountId}/${idempotencyKey}/${ordinal}`,
        filename: file,
        declaredMediaType: part.mimetype.slice(0, 200) || null,
        receivedAt: order.receivedAt,
        actor: accountId,
        ...order.batch,
      },
      broken.signal,
    );
    if (!receipt.isNew && (await submissionRow(deps.database, receipt.submissionId))?.originalSha256 !== bytes.sha256())
      throw keyWasUsedOtherwise();
    return receipt;
  }

  async function settleKey(): Promise<UploadReceipt> {
    const receipt: UploadReceipt = { submissions, refused };
    if (idempotencyKey === undefined) return receipt;
    const requestHash = requestHashOf({ seen, channel: order.channel, batch: order.batch });
    if (earlier?.status) {
      if (earlier.requestHash !== requestHash) throw keyWasUsedOtherwise();
      return asRepeated(earlier.body as UploadReceipt);
    }
    // What was refused is not remembered: the next try may succeed.
    if (refused.length === 0) {
      await rememberAnswer(
        deps.database,
        accountId,
        idempotencyKey,
        { requestHash, status: 201, body: receipt },
        deps.clock.now(),
      );
    }
    return receipt;
  }
}

/** 201 when something new was taken in, 200 for a repetition, a problem when every file was refused. */
export function answerUpload(reply: FastifyReply, receipt: UploadReceipt, instance: string) {
  const [first] = receipt.refused;
  if (receipt.submissions.length === 0 && first && isProblemCode(first.problem.code)) {
    const { code, message, params } = first.problem;
    const error = new MailroomError(code, message, params ? { params } : {});
    return sendProblem(reply, { ...problemOf(error, instance), refused: receipt.refused } as { status: number });
  }
  return reply.code(receipt.submissions.some((submission) => submission.isNew) ? 201 : 200).send(receipt);
}

/** For the OpenAPI document; the files themselves are streamed past the schemas. */
export const uploadBody = {
  'multipart/form-data': {
    schema: { type: 'object', properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } } },
  },
};

/** The files of a request in their order, and `tooMany` in the place of the first one beyond the limit. */
async function* filesOf(request: FastifyRequest, filesMax: number): AsyncGenerator<MultipartFile | 'tooMany'> {
  const limits = { files: filesMax, fields: 20, fieldSize: 10_000, fileSize: Number.POSITIVE_INFINITY };
  try {
    for await (const part of request.parts({ limits })) if (part.type === 'file') yield part;
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_FILES_LIMIT') throw error;
    yield 'tooMany';
  }
}

function tooManyFiles(filesMax: number): MailroomError {
  return new MailroomError(
    'upload.too_large',
    `An upload may have ${filesMax} files at most; the rest was not taken. Send them in another request.`,
    {
      params: { limitFiles: filesMax },
    },
  );
}

function asRepeated(receipt: UploadReceipt): UploadReceipt {
  return { ...receipt, submissions: receipt.submissions.map((submission) => ({ ...submission, isNew: false })) };
}

function isMail(part: MultipartFile): boolean {
  return part.mimetype === 'message/rfc822' || /\.eml$/i.test(part.filename ?? '');
}

async function readPast(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
}

/** What a single file can be refused for; everything else ends the request. */
function asRefusal(error: unknown): MailroomError {
  if (error instanceof MailroomError && error.code !== 'request.conflict') return error;
  const message = error instanceof Error ? error.message : '';
  if (/terminated early|premature close|aborted/i.test(message)) {
    return new MailroomError(
      'request.invalid',
      'The upload broke off in the middle of this file; nothing of it was kept. Send it again.',
      { retry: 'later' },
    );
  }
  throw error;
}
