import type { PipelineDefinition } from '../src/ports/stage.ts';
import type { Stages } from './stages/index.ts';

/** A mail; each of its attachments travels the same way as a document of its own: opened, read, understood, given to its customer, archived, handed to an agent. */
export function emailPipeline(stages: Stages): PipelineDefinition {
  return {
    name: 'email',
    version: '1',
    channels: ['email'],
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
