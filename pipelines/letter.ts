import type { PipelineDefinition } from '../src/ports/stage.ts';
import type { Stages } from './stages/index.ts';

/** A scanned letter: opened, read, understood, given to its customer, archived, handed to an agent. */
export function letterPipeline(stages: Stages): PipelineDefinition {
  return {
    name: 'letter',
    version: '1',
    channels: ['letter'],
    steps: [
      { stage: stages.preparation },
      { stage: stages.recognition },
      { stage: stages.classification },
      { stage: stages.indexing },
      { stage: stages.archiving },
      { stage: stages.routing },
    ],
  };
}
