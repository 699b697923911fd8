import { z } from 'zod';
import { type Api, bytesOf, orProblem } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import type { LiveStreams } from '../live/live-streams.ts';

export function liveRoutes(api: Api, live: LiveStreams): void {
  api.get('/events', {
    config: { allow: 'readDocuments', isStreamed: true },
    schema: {
      tags: ['Live'],
      summary: 'Changes as server-sent events',
      description:
        'Event names: `document` and `workItem` (data: LiveEvent); `reload` when a reconnecting reader missed more than is kept; ' +
        '`signedOut` before the stream of an ended session closes.',
      headers: z.object({ 'last-event-id': z.string().max(100).optional() }),
      response: { 200: bytesOf('A stream of events', 'text/event-stream'), ...orProblem },
    },
    handler: (request, reply) => {
      live.open(callerOf(request), reply, request.headers['last-event-id']);
    },
  });
}
