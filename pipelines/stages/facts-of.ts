import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { FactsByStage } from '../../src/domain/facts.ts';
import type { StageName } from '../../src/domain/stage-name.ts';

/** The facts an earlier stage must have left. That they are missing is a bug in the pipeline, told to a person as one. */
export function factsOf<Name extends StageName>(
  document: Pick<DocumentSnapshot, 'facts'>,
  stage: Name,
): FactsByStage[Name] {
  const facts = document.facts[stage];
  if (facts === undefined) {
    throw new MailroomError(
      'stage.failed',
      `The facts of ${stage} are missing. Order the document again from ${stage}.`,
      { params: { stage } },
    );
  }
  return facts;
}
