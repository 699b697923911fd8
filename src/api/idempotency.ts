import { createHash } from 'node:crypto';
import type { Database } from '../db/connection.ts';
import { claimKey, releaseKey, rememberAnswer, rememberedAnswer } from '../db/idempotency-keys.ts';
import type { Clock } from '../domain/clock.ts';
import { MailroomError } from '../domain/errors.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Fails with `request.conflict`: the key came before with another request. */
export function keyWasUsedOtherwise(): MailroomError {
  return new MailroomError(
    'request.conflict',
    'This Idempotency-Key came before with another request. Use a new key for a new request.',
  );
}

/** Digest of what a request asked for; `undefined` and absent are the same. */
export function requestHashOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

/**
 * Does the work once for a key: a repetition gets the first answer, another request under the same key is refused.
 * `remembered` says what of the answer may be kept; secrets may not. A failure is not kept, so it can be tried again.
 */
export async function once<Body>(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  by: { readonly accountId: string; readonly key: string | undefined; readonly request: unknown },
  work: () => Promise<Answer<Body>>,
  remembered: (body: Body) => Body = (body) => body,
): Promise<Answer<Body>> {
  const { accountId, key } = by;
  if (key === undefined) return work();
  const requestHash = requestHashOf(by.request);
  if (!(await claimKey(database, accountId, key, requestHash, clock.now()))) {
    const earlier = await rememberedAnswer(database, accountId, key);
    if (earlier !== null && earlier.requestHash !== requestHash) throw keyWasUsedOtherwise();
    if (earlier === null || earlier.status === null) {
      throw new MailroomError(
        'request.conflict',
        'The first request with this Idempotency-Key is still under way. Ask again in a moment.',
        {
          retry: 'later',
        },
      );
    }
    return { status: earlier.status, body: earlier.body as Body };
  }
  try {
    const answer = await work();
    await rememberAnswer(
      database,
      accountId,
      key,
      { requestHash, status: answer.status, body: remembered(answer.body) },
      clock.now(),
    );
    return answer;
  } catch (error) {
    await releaseKey(database, accountId, key);
    throw error;
  }
}
