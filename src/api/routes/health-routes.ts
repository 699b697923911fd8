import { z } from 'zod';
import { type Api, bytesOf, orProblem, type RouteContext } from '../api-type.ts';
import { readiness } from '../contract/index.ts';
import type { SystemPart } from '../deps.ts';
import type { Metrics } from '../metrics.ts';

const tags = ['System'];
const askAgainMilliseconds = 3000;
const patienceMilliseconds = 4000;

/** For whoever watches the process; without sign-in, so they say no more than well or not. */
export function healthRoutes(api: Api, { deps }: RouteContext, metrics: Metrics): void {
  let asked: { readonly at: number; readonly parts: Promise<readonly SystemPart[]> } | null = null;
  const parts = (): Promise<readonly SystemPart[]> => {
    const at = performance.now();
    if (asked === null || at - asked.at > askAgainMilliseconds) asked = { at, parts: answerInTime(deps.parts()) };
    return asked.parts;
  };

  api.get('/health/live', {
    config: { allow: 'anyone' },
    schema: {
      tags,
      summary: 'The process answers',
      response: { 200: z.object({ status: z.literal('live') }), ...orProblem },
    },
    handler: async () => ({ status: 'live' as const }),
  });

  api.get('/health/ready', {
    config: { allow: 'anyone' },
    schema: {
      tags,
      summary: 'Every part answers; 503 when one does not',
      response: { 200: readiness, 503: readiness, ...orProblem },
    },
    handler: async (_request, reply) => {
      const states = (await parts()).map(({ name, isHealthy }) => ({ name, isHealthy }));
      const isReady = states.every(({ isHealthy }) => isHealthy);
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'unready', parts: states });
    },
  });

  api.get('/metrics', {
    config: { allow: 'anyone' },
    schema: {
      tags,
      summary: 'Figures for Prometheus',
      response: { 200: bytesOf('Prometheus text format', 'text/plain'), ...orProblem },
    },
    handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  });
}

/** A part that hangs is not well either, and the one who asks must not hang with it. */
async function answerInTime(parts: Promise<readonly SystemPart[]>): Promise<readonly SystemPart[]> {
  const silent: SystemPart = {
    name: 'parts',
    kind: 'real',
    detail: 'Not all parts answered in time.',
    isHealthy: false,
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly SystemPart[]>((resolve) => {
    timer = setTimeout(() => resolve([silent]), patienceMilliseconds);
  });
  try {
    return await Promise.race([parts.catch(() => [silent]), late]);
  } finally {
    clearTimeout(timer);
  }
}
