import type { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { MailroomError } from '../../domain/errors.ts';
import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import { candidatesAnswer, vocabularyAnswer } from './answer-shapes.ts';

export interface HttpDirectoryOptions {
  readonly url: string;
  readonly token: string | null;
  /** For one question, the reading of its answer included. */
  readonly timeoutSeconds: number;
  readonly clock: Clock;
}

/** Two hundred customers are 200 KB; more than this is no answer to our question. */
const answerBytesMax = 8 * 1024 * 1024;
/** After so many failures one after the other the directory is left alone for a while and every question fails at once. */
const failuresMax = 5;
const pauseSeconds = 10;

/**
 * A live directory over HTTP, for a CRM that stays the only place where customers are. Every way in which it can fail,
 * an answer of another shape included, is `directory.unreachable`: a document then waits, and is never said to belong to
 * no customer because nobody was there to ask.
 */
export function createHttpDirectory({ url, token, timeoutSeconds, clock }: HttpDirectoryOptions): CustomerDirectory {
  const base = url.endsWith('/') ? url : `${url}/`;
  let failures = 0;
  let pausedUntil = 0;
  // Whoever reads why a document waits must read what the directory did, not only that it is left alone.
  let lastReason = '';
  // A directory without one is asked for exact keys only.
  let hasVocabulary = true;

  const ask = async <Answer>(
    path: string,
    question: unknown,
    shape: z.ZodType<Answer>,
    signal: AbortSignal,
  ): Promise<Answer | null> => {
    signal.throwIfAborted();
    if (clock.now().getTime() < pausedUntil)
      throw unreachable(`it failed several times and is left alone for a moment (at last: ${lastReason})`);
    try {
      const response = await fetch(new URL(path, base), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(question),
        // To another address the token and the customer's data would go along.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]),
      });
      if (response.status === 404) {
        await response.body?.cancel();
        failures = 0;
        return null;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new Wrong(`it answers with status ${response.status}`);
      }
      const parsed = shape.safeParse(JSON.parse(await bodyOf(response)));
      if (!parsed.success) throw new Wrong(`its answer has another shape (${placeOf(parsed.error)})`);
      failures = 0;
      return parsed.data;
    } catch (error) {
      // Ours: the stage was stopped, and the directory did nothing wrong.
      signal.throwIfAborted();
      failures += 1;
      if (failures >= failuresMax) pausedUntil = clock.now().getTime() + pauseSeconds * 1000;
      lastReason = error instanceof Wrong ? error.message : reasonOf(error, timeoutSeconds);
      throw unreachable(lastReason, error);
    }
  };

  return {
    name: 'http',
    async candidates(keys, limit, signal) {
      signal.throwIfAborted();
      if (keys.length === 0 || limit <= 0) return [];
      const answer = await ask('candidates', { keys, limit }, candidatesAnswer, signal);
      if (answer === null) throw unreachable('it knows no "candidates" below its address (404)');
      return answer.customers.slice(0, limit);
    },
    async vocabulary(forms, signal) {
      signal.throwIfAborted();
      const answer = hasVocabulary ? await ask('vocabulary', { forms }, vocabularyAnswer, signal) : null;
      hasVocabulary = answer !== null;
      return answer ?? { customerCount: 0, words: [] };
    },
  };
}

/** An answer that is none; the message is the reason. */
class Wrong extends Error {}

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    byteLength += chunk.byteLength;
    if (byteLength > answerBytesMax) throw new Wrong(`its answer is longer than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function unreachable(reason: string, cause?: unknown): MailroomError {
  return new MailroomError(
    'directory.unreachable',
    `The customer directory does not answer as it should: ${reason}. Look at MAILROOM_DIRECTORY_URL and the system behind it; documents wait meanwhile.`,
    { retry: 'later', ...(cause === undefined ? {} : { cause }) },
  );
}

/** Where the answer is wrong, never what stands there: it is customer data. */
function placeOf(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') || 'at the top';
}

function reasonOf(error: unknown, timeoutSeconds: number): string {
  if (error instanceof SyntaxError) return 'its answer is no JSON';
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutSeconds} s`;
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code ?? 'the connection failed';
}
