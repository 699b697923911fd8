import type { PipelineDefinition } from '../src/ports/stage.ts';
import { emailPipeline } from './email.ts';
import { faxPipeline } from './fax.ts';
import { letterPipeline } from './letter.ts';
import { portalPipeline } from './portal.ts';
import { createStages, type StageParts } from './stages/index.ts';

/** Every pipeline of this installation; a document carries the name of its own. */
export function createPipelines(parts: StageParts): readonly PipelineDefinition[] {
  const stages = createStages(parts);
  return [letterPipeline(stages), faxPipeline(stages), emailPipeline(stages), portalPipeline(stages)];
}
