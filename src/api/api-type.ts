import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problem } from './contract/index.ts';
import type { ApiDeps } from './deps.ts';
import type { ApiOptions } from './options.ts';
import type { ReadJournal } from './read-journal.ts';

/** The server as the route files see it: requests and answers are typed by their zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What every route file is given. */
export interface RouteContext {
  readonly deps: ApiDeps;
  readonly options: ApiOptions;
  readonly journal: ReadJournal;
}

/** How a route answers when it does not: the same everywhere, so it is said once. */
export const orProblem = {
  default: {
    description: 'A problem (RFC 9457). Programs act on `code`, people read `detail`.',
    content: { 'application/problem+json': { schema: problem } },
  },
} as const;

export const noContent = z.undefined().describe('Done; there is nothing to say.');

/** Bytes are streamed and never pass this schema; it is there for readers of the OpenAPI document. */
export function bytesOf(description: string, ...mediaTypes: readonly string[]) {
  return {
    description,
    content: Object.fromEntries(
      mediaTypes.map((mediaType) => [mediaType, { schema: z.string().meta({ format: 'binary' }) }]),
    ),
  };
}

export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(8)
    .max(200)
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe('Repeating a request with the same key does nothing twice and gives the first answer.'),
});
