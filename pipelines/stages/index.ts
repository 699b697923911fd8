import { type ArchivingParts, createArchiving } from './archiving.ts';
import { createClassification } from './classification.ts';
import { createIndexing, type IndexingParts } from './indexing.ts';
import { createPreparation } from './preparation.ts';
import { createRecognition } from './recognition.ts';
import { createRouting, type RoutingParts } from './routing.ts';

export type StageParts = Parameters<typeof createPreparation>[0] &
  Parameters<typeof createRecognition>[0] &
  Parameters<typeof createClassification>[0] &
  IndexingParts &
  ArchivingParts &
  RoutingParts;

/** The six stages, each made with exactly the ports it needs. */
export function createStages(parts: StageParts) {
  return {
    preparation: createPreparation(parts),
    recognition: createRecognition(parts),
    classification: createClassification(parts),
    indexing: createIndexing(parts),
    archiving: createArchiving(parts),
    routing: createRouting(parts),
  };
}

export type Stages = ReturnType<typeof createStages>;
