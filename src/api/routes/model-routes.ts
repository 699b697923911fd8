import { z } from 'zod';
import type { ModelComparison as Comparison, ModelEntry as Entry } from '../../ports/model-registry.ts';
import { type Api, orProblem, type RouteContext } from '../api-type.ts';
import { callerOf } from '../auth/authenticate.ts';
import {
  type ModelComparison,
  type ModelEntry,
  modelCompareRequest,
  modelComparison,
  modelEntry,
  modelList,
} from '../contract/index.ts';
import { createGate } from '../gate.ts';

const tags = ['Models'];
const params = z.object({ id: z.string().max(80) });

/** The classifier's models: what they learnt from, who would move where, and which is in force. */
export function modelRoutes(api: Api, { deps }: RouteContext): void {
  const { models } = deps;
  // Each is seconds of computing.
  const oneAtATime = createGate(1, 4);

  api.get('/models', {
    config: { allow: 'seeSystem' },
    schema: {
      tags,
      summary: 'The models, newest first, and which is in force',
      response: { 200: modelList, ...orProblem },
    },
    handler: async () => (await models.list()).map(toEntry),
  });

  api.post('/models/:id/compare', {
    config: { allow: 'manageModels' },
    schema: {
      tags,
      summary: 'Compare with the model in force on the last documents',
      params,
      body: modelCompareRequest,
      response: { 200: modelComparison, ...orProblem },
    },
    handler: async (request) => {
      const { documents } = request.body;
      const actor = callerOf(request).accountId;
      return toComparison(await oneAtATime(() => models.compare(request.params.id, { actor, documents })));
    },
  });

  api.post('/models/:id/activate', {
    config: { allow: 'manageModels' },
    schema: {
      tags,
      summary: 'Put a model in force; workers take it up without a restart',
      params,
      response: { 200: modelEntry, ...orProblem },
    },
    handler: async (request) => toEntry(await models.activate(request.params.id, callerOf(request).accountId)),
  });

  api.post('/models/roll-back', {
    config: { allow: 'manageModels' },
    schema: {
      tags,
      summary: 'Bring back the model that was in force before the last activation',
      response: { 200: modelEntry, ...orProblem },
    },
    handler: async (request) => toEntry(await models.rollBack(callerOf(request).accountId)),
  });
}

function toEntry({ comparison, ...entry }: Entry): ModelEntry {
  return {
    ...entry,
    classes: [...entry.classes],
    metrics: Object.fromEntries(Object.entries(entry.metrics)),
    comparison: comparison && toComparison(comparison),
  };
}

function toComparison(comparison: Comparison): ModelComparison {
  return {
    ...comparison,
    moves: comparison.moves.map((move) => ({ ...move, documents: [...move.documents] })),
  };
}
