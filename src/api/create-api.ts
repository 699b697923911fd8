import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { purgeExpired } from '../db/purge-expired.ts';
import { newId } from '../domain/ids.ts';
import { answerErrors } from './answer-errors.ts';
import type { Api, RouteContext } from './api-type.ts';
import { authenticate } from './auth/authenticate.ts';
import { apiBase } from './contract/index.ts';
import type { ApiDeps } from './deps.ts';
import { createKnownAddresses, refuseUnknownQuery } from './known-addresses.ts';
import { createLiveStreams } from './live/live-streams.ts';
import { createMetrics } from './metrics.ts';
import { serveOpenApi } from './openapi.ts';
import { defaultApiOptions } from './options.ts';
import { tooMany } from './problems.ts';
import { createReadJournal } from './read-journal.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { batchRoutes } from './routes/batch-routes.ts';
import { customerImportRoute } from './routes/customer-import-route.ts';
import { customerRoutes } from './routes/customer-routes.ts';
import { documentBytesRoutes } from './routes/document-bytes-routes.ts';
import { documentRoutes } from './routes/document-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { liveRoutes } from './routes/live-routes.ts';
import { modelRoutes } from './routes/model-routes.ts';
import { ownTokenRoutes } from './routes/own-token-routes.ts';
import { passwordRoutes } from './routes/password-routes.ts';
import { qualityRoutes } from './routes/quality-routes.ts';
import { reviewRoutes } from './routes/review-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { setupRoutes } from './routes/setup-routes.ts';
import { submissionRoutes } from './routes/submission-routes.ts';
import { problemRoutes, systemRoutes } from './routes/system-routes.ts';
import { tokenRoutes } from './routes/token-routes.ts';
import { workItemRoutes } from './routes/work-item-routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { refuseUnstorableText } from './storable-text.ts';
import { continueWhenReading } from './upload/refuse-early.ts';
import { serveWebPages } from './web-pages.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Bytes flow for as long as they flow; no time limit on the whole answer. */
    isStreamed?: boolean;
  }
}

const jsonBytesMax = 256 * 1024;
const purgeMilliseconds = 3_600_000;

/**
 * The HTTP side of Mailroom: API, live events, health, metrics and the built pages. Not listening yet: call
 * `listen({ host, port })`, and `close()` before the parts it was given are disposed.
 */
export async function createApi(deps: ApiDeps): Promise<FastifyInstance> {
  const options = { ...defaultApiOptions, ...deps.options };
  const { trustProxy } = options;
  const api: Api = fastify({
    logger: false,
    genReqId: () => newId('req'),
    trustProxy: typeof trustProxy === 'boolean' || typeof trustProxy === 'string' ? trustProxy : [...trustProxy],
    bodyLimit: jsonBytesMax,
    requestTimeout: options.uploadMinutesMax * 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  api.server.headersTimeout = 20_000;
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  api.setErrorHandler(answerErrors(deps.log));
  // JSON and multipart are what is understood; text/plain would let a plain HTML form of another site reach a route.
  api.removeContentTypeParser('text/plain');

  const live = await createLiveStreams(deps, options);
  const metrics = createMetrics(deps, live.count);
  const context: RouteContext = { deps, options, journal: createReadJournal(deps.database) };

  const addresses = createKnownAddresses();
  api.addHook('onRoute', (route) => {
    addresses.note(route);
    if (route.url.startsWith('/api/') && route.config?.allow === undefined && route.method !== 'HEAD') {
      throw new Error(`The route ${route.url} does not say who may call it.`);
    }
    if (!route.config?.isStreamed) route.handlerTimeout ??= options.requestSeconds * 1000;
  });
  await addSecurityHeaders(api);
  await api.register(cookie);
  await api.register(multipart, { throwFileSizeLimit: false });
  await api.register(rateLimit, {
    max: options.requestsPerMinuteMax,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      tooMany('Too many requests from this address. Wait a moment.', ttl / 1000),
  });
  continueWhenReading(api);
  api.decorateRequest('caller', null);
  api.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith(apiBase)) reply.header('cache-control', 'no-store');
  });
  api.addHook('onRequest', authenticate(deps, options));
  api.addHook('preValidation', refuseUnknownQuery);
  api.addHook('preValidation', refuseUnstorableText);
  api.addHook('onResponse', async (request, reply) => {
    const { url: route = 'unknown' } = request.routeOptions;
    metrics.observe({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });

  await serveOpenApi(api, deps.version);
  await api.register(
    async (v1: Api) => {
      sessionRoutes(v1, context, live);
      setupRoutes(v1, context);
      passwordRoutes(v1, context, live);
      ownTokenRoutes(v1, context);
      accountRoutes(v1, context, live);
      tokenRoutes(v1, context);
      submissionRoutes(v1, context);
      batchRoutes(v1, context);
      documentRoutes(v1, context);
      documentBytesRoutes(v1, context);
      reviewRoutes(v1, context);
      qualityRoutes(v1, context);
      modelRoutes(v1, context);
      workItemRoutes(v1, context);
      customerRoutes(v1, context);
      customerImportRoute(v1, context);
      systemRoutes(v1, context);
      liveRoutes(v1, live);
    },
    { prefix: apiBase },
  );
  problemRoutes(api);
  healthRoutes(api, context, metrics);
  await serveWebPages(api, deps.webRoot, addresses);

  const purge = setInterval(() => {
    purgeExpired(deps.database, deps.clock.now()).catch((error: unknown) => {
      deps.log.warn(
        { error: error instanceof Error ? error.message : 'unknown' },
        'Expired sessions could not be removed.',
      );
    });
  }, purgeMilliseconds);
  purge.unref();
  // Open event streams would otherwise keep the server from closing.
  api.addHook('preClose', async () => {
    clearInterval(purge);
    await live[Symbol.asyncDispose]();
    metrics.clear();
  });
  return api as unknown as FastifyInstance;
}
