import { z } from 'zod';
import { figures as countFigures } from '../../db/figures.ts';
import { MailroomError } from '../../domain/errors.ts';
import { type Api, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import { classView, figures, systemParts } from '../contract/index.ts';
import { isProblemCode, problemKinds } from '../problems.ts';

export function systemRoutes(api: Api, { deps, options }: RouteContext): void {
  api.get('/classes', {
    config: { allow: 'signedIn' },
    schema: { tags: ['Classes'], summary: 'The document classes', response: { 200: z.array(classView), ...orProblem } },
    handler: async () =>
      deps.classes.map(({ key, names, customer, queue, threshold }) => ({
        key,
        names: { ...names },
        customer,
        queue,
        threshold,
      })),
  });

  api.get('/figures', {
    config: { allow: 'readDocuments' },
    schema: { tags: ['Documents'], summary: 'Today in numbers', response: { 200: figures, ...orProblem } },
    handler: (request) =>
      countFigures(deps.database, {
        now: deps.clock.now(),
        timeZone: options.timeZone,
        accountId: callerOf(request).accountId,
      }),
  });

  api.get('/system', {
    config: { allow: 'seeSystem' },
    schema: {
      tags: ['System'],
      summary: 'Which part is embedded, which is real, and whether it is well',
      response: { 200: systemParts, ...orProblem },
    },
    handler: async () => ({
      version: deps.version,
      parts: (await deps.parts()).map((part) => ({ ...part })),
      limits: Object.fromEntries(Object.entries(deps.limits)),
    }),
  });
}

/** Where a problem's `type` leads. */
export function problemRoutes(api: Api): void {
  api.get('/api/problems/:code', {
    config: { allow: 'anyone' },
    schema: {
      tags: ['System'],
      summary: 'What a problem code means',
      params: z.object({ code: z.string().max(60) }),
      response: { 200: z.object({ code: z.string(), status: z.number().int(), title: z.string() }), ...orProblem },
    },
    handler: async (request) => {
      const { code } = request.params;
      if (!isProblemCode(code)) throw new MailroomError('resource.missing', 'There is no such problem code.');
      return { code, ...problemKinds[code] };
    },
  });
}
