import { MailroomError, type ProblemCode } from '../domain/errors.ts';
import type { ProblemDetails } from './contract/index.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** The one place where a code meets an HTTP status and its words. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  'document.empty': { status: 422, title: 'The document is empty' },
  'document.only_separators': { status: 422, title: 'The scan holds separator sheets only' },
  'document.encrypted': { status: 422, title: 'The document is encrypted' },
  'document.truncated': { status: 422, title: 'The document is torn off' },
  'document.unreadable': { status: 422, title: 'The document cannot be read' },
  'document.unsupported': { status: 415, title: 'This kind of document is not supported' },
  'document.too_large': { status: 413, title: 'The document is too large' },
  'document.too_many_pages': { status: 422, title: 'The document has too many pages' },
  'document.too_many_pixels': { status: 422, title: 'A page has too many pixels' },
  'document.too_many_children': { status: 422, title: 'The document has too many attachments' },
  'document.too_deep': { status: 422, title: 'The document is nested too deep' },
  'document.too_slow': { status: 422, title: 'The document takes too long to open' },
  'document.too_hungry': { status: 422, title: 'The document needs too much memory' },
  'document.illegible': { status: 422, title: 'The document is illegible' },
  'document.suspicious': { status: 422, title: 'The document is suspicious' },
  'document.torn': { status: 422, title: 'The file breaks off' },
  'class.unsure': { status: 422, title: 'The class is not sure' },
  'customer.several': { status: 422, title: 'Several customers fit' },
  'customer.unsure': { status: 422, title: 'The customer is not sure' },
  'customer.contradictory': { status: 422, title: 'The document contradicts itself about the customer' },
  'customer.unknown': { status: 422, title: 'The customer is unknown' },
  'quality.error': { status: 422, title: 'Quality control found an error' },
  'field.missing': { status: 422, title: 'A field is missing' },
  'field.unsure': { status: 422, title: 'A field is not sure' },
  'document.in_work': { status: 409, title: 'Somebody else works on it' },
  'document.gone_on': { status: 409, title: 'It has gone on already' },
  'batch.closed': { status: 409, title: 'The batch is closed' },
  'batch.incomplete': { status: 409, title: 'The count does not add up' },
  'stage.failed': { status: 500, title: 'A stage failed' },
  'object.missing': { status: 404, title: 'The bytes are missing' },
  'object.corrupt': { status: 500, title: 'The bytes are corrupt' },
  'object.retained': { status: 409, title: 'The bytes are under retention' },
  'directory.unreachable': { status: 503, title: 'The customer directory does not answer' },
  'store.unreachable': { status: 503, title: 'The object store does not answer' },
  'store.full': { status: 507, title: 'The object store is full' },
  'database.unreachable': { status: 503, title: 'The database does not answer' },
  'database.unusable': { status: 503, title: 'The database cannot be used' },
  'dispatcher.unreachable': { status: 503, title: 'The dispatcher does not answer' },
  'ocr.unavailable': { status: 503, title: 'Text recognition is not available' },
  'config.invalid': { status: 500, title: 'The configuration is invalid' },
  'request.invalid': { status: 400, title: 'The request is invalid' },
  'request.conflict': { status: 409, title: 'The request contradicts an earlier one' },
  'request.too_many': { status: 429, title: 'Too many requests' },
  'request.failed': { status: 500, title: 'The request failed' },
  'upload.too_large': { status: 413, title: 'The upload is too large' },
  'path.missing': { status: 404, title: 'The path is missing' },
  'resource.missing': { status: 404, title: 'There is no such thing' },
  'revision.stale': { status: 409, title: 'Someone else was faster' },
  'session.missing': { status: 401, title: 'Sign in first' },
  'session.refused': { status: 401, title: 'The sign-in was refused' },
  'permission.missing': { status: 403, title: 'Your role may not do this' },
  'account.taken': { status: 409, title: 'The name is taken' },
  'account.last': { status: 409, title: 'The last administrator stays' },
  'link.spent': { status: 410, title: 'The link is not valid any more' },
  'lease.lost': { status: 409, title: 'The lease was lost' },
};

export const problemMediaType = 'application/problem+json';

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemKinds, code);
}

/** `status` only where HTTP knows a finer one than the code (415 for a media type). */
export function problemOf(error: MailroomError, instance: string, status?: number): ProblemDetails {
  const kind = problemKinds[error.code];
  return {
    type: `/api/problems/${error.code}`,
    title: kind.title,
    status: status ?? kind.status,
    detail: error.message,
    code: error.code,
    ...(Object.keys(error.params).length > 0 ? { params: { ...error.params } } : {}),
    instance,
  };
}

/** A caller may try again after this many seconds: for `Retry-After`. */
export function tooMany(message: string, retrySeconds: number): MailroomError {
  return new MailroomError('request.too_many', message, {
    retry: 'later',
    params: { retrySeconds: Math.max(1, Math.ceil(retrySeconds)) },
  });
}
