import type { PipelineDefinition } from '../src/ports/stage.ts';
import type { Stages } from './stages/index.ts';

/** An upload from a web form or by hand: opened, read, understood, given to its customer, archived, handed to an agent. */
export function portalPipeline(stages: Stages): PipelineDefinition {
  return {
    name: 'portal',
    version: '1',
    channels: ['portal'],
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
