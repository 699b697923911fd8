import type { PipelineDefinition } from '../src/ports/stage.ts';
import type { Stages } from './stages/index.ts';

/** A fax call: opened, read, understood, given to its customer, archived, handed to an agent. */
export function faxPipeline(stages: Stages): PipelineDefinition {
  return {
    name: 'fax',
    version: '1',
    channels: ['fax'],
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
