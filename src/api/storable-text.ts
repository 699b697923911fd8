import type { FastifyRequest } from 'fastify';
import { MailroomError } from '../domain/errors.ts';

/**
 * Before any route looks at it: text in the path, the query or a JSON body that the database cannot hold is the caller's
 * error. PostgreSQL has no U+0000 in text (22021) and no half of a surrogate pair in jsonb (22P02), and either would
 * otherwise surface as a failure of ours. Files are streams and pass untouched.
 */
export async function refuseUnstorableText({ params, query, body }: FastifyRequest): Promise<void> {
  if (isStorable([params, query, isBytes(body) ? null : body])) return;
  throw new MailroomError(
    'request.invalid',
    'The request holds a character that cannot be kept (U+0000, or half of a surrogate pair). Leave it out.',
  );
}

/** With a list instead of recursion: a body of brackets alone, as deep as it is long, must not exhaust the stack. */
function isStorable(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') {
      if (next.includes('\0') || /\p{Surrogate}/u.test(next)) return false;
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) waiting.push(key, inner);
    }
  }
  return true;
}

function isBytes(body: unknown): boolean {
  return typeof body === 'object' && body !== null && (ArrayBuffer.isView(body) || Symbol.asyncIterator in body);
}
