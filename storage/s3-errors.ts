import { MailroomError } from '../src/domain/errors.ts';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

const missingCodes = new Set([
  'NoSuchKey',
  'NotFound',
  'NoSuchObjectLockConfiguration',
  'NoSuchObject',
  'ObjectLockConfigurationNotFoundError',
]);

export function isMissing(error: unknown): boolean {
  return missingCodes.has(codeOf(error));
}

/** How servers say "this object is locked". */
export function isRefused(error: unknown): boolean {
  return ['AccessDenied', 'InvalidRequest', 'ObjectLocked', 'MethodNotAllowed'].includes(codeOf(error));
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'SlowDown',
  'ServiceUnavailable',
  'InternalError',
]);
const accessCodes = new Set(['AccessDenied', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'NoSuchBucket']);

/** What a server or the network said, in our words. Own errors pass unchanged. */
export function asS3Error(error: unknown): unknown {
  if (error instanceof MailroomError) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC') {
    return new MailroomError(
      'store.full',
      'The disk for spooled files is full. Free some space; nothing that was acknowledged is lost.',
      { retry: 'later', cause: error },
    );
  }
  if (networkCodes.has(code)) {
    return new MailroomError(
      'store.unreachable',
      'The object store does not answer. Check that it runs and OBJECT_STORE_URL is right.',
      { retry: 'later', cause: error },
    );
  }
  if (accessCodes.has(code)) {
    return new MailroomError(
      'store.unreachable',
      `The object store refuses access (${code}). Check key, secret and bucket in OBJECT_STORE_URL.`,
      { retry: 'later', cause: error },
    );
  }
  return error;
}
