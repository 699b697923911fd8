import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { MailroomError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';
import { problemMediaType, problemOf } from './problems.ts';

/** Every error leaves as a problem (RFC 9457); what was not foreseen is logged and told as no more than its number. */
export function answerErrors(log: Log) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { known, status } = asKnown(error, request);
    const problem = problemOf(known, request.url.split('?')[0] ?? '/', status);
    if (problem.status >= 500) {
      log.error(
        { requestId: request.id, route: request.routeOptions.url, code: known.code, error: describe(error) },
        'A request failed.',
      );
    }
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="mailroom"');
    const { retrySeconds } = known.params;
    if (retrySeconds !== undefined) reply.header('retry-after', String(retrySeconds));
    return sendProblem(reply, problem);
  };
}

export function sendProblem(reply: FastifyReply, problem: { readonly status: number }): FastifyReply {
  // Sent as text: the route's own response schema describes its success.
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .header('content-type', problemMediaType)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

function asKnown(error: FastifyError | Error, request: FastifyRequest): { known: MailroomError; status?: number } {
  if (error instanceof MailroomError) return { known: error };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const places = error.validation.map((issue) => `${error.validationContext}${issue.instancePath}: ${issue.message}`);
    return {
      known: new MailroomError('request.invalid', `The request does not fit: ${places.slice(0, 5).join('; ')}.`),
    };
  }
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return { known: new MailroomError('upload.too_large', 'The body is larger than this address accepts.') };
  }
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    const message = 'The answer took too long and was given up. Try again in a moment.';
    return { known: new MailroomError('request.failed', message, { retry: 'later' }), status: 503 };
  }
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE' || code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return {
      known: new MailroomError('request.invalid', 'This address does not accept that content type.'),
      status: 415,
    };
  }
  if (statusCode >= 400 && statusCode < 500) {
    return { known: new MailroomError('request.invalid', 'The request could not be understood.'), status: statusCode };
  }
  return {
    known: new MailroomError('request.failed', `Something went wrong here. It was recorded under ${request.id}.`),
  };
}

/** For the log: no values of the request, which could be somebody's data. */
function describe(error: Error): Readonly<Record<string, unknown>> {
  const place = error.stack
    ?.split('\n')
    .slice(1, 6)
    .map((line) => line.trim());
  return { name: error.name, code: (error as { code?: unknown }).code, message: error.message.slice(0, 300), place };
}
