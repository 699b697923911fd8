import { stageNames } from '../../domain/stage-name.ts';
import type { DocumentRow } from '../api/contract.ts';

export type DotState = 'past' | 'waiting' | 'running' | 'parked' | 'future' | 'skipped';

type Standing = Pick<DocumentRow, 'stage' | 'state' | 'status'>;

/** The six dots of a document, in the order of travel. A document a person closed has travelled no further than its stage. */
export function dotsOf(document: Standing): readonly DotState[] {
  const here = stageNames.indexOf(document.stage);
  if (document.state === 'done') {
    if (document.status !== 'closed') return stageNames.map(() => 'past');
    return stageNames.map((_, index) => (index < here ? 'past' : 'skipped'));
  }
  return stageNames.map((_, index) => {
    if (index < here) return 'past';
    if (index > here) return 'future';
    if (document.state === 'parked') return 'parked';
    return document.state === 'running' ? 'running' : 'waiting';
  });
}

/** Counted from 1, for "stage 4 of 6". */
export const stageNumber = (document: Pick<DocumentRow, 'stage'>): number => stageNames.indexOf(document.stage) + 1;
