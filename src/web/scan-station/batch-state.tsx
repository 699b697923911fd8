import { IconCircleCheck, IconStack2, IconTrashX } from '@tabler/icons-react';
import type { BatchRow } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './batch-state.module.css';

const marks = {
  open: { tone: 'person', Icon: IconStack2 },
  released: { tone: 'done', Icon: IconCircleCheck },
  discarded: { tone: 'neutral', Icon: IconTrashX },
} as const;

/** Colour, icon and word together, so no one of them has to be seen. */
export function BatchState({ state }: { state: BatchRow['state'] }) {
  const { words } = useSpeech();
  const { tone, Icon } = marks[state];
  return (
    <span className={css.state} data-tone={tone}>
      <Icon size="1.15em" stroke={2} aria-hidden />
      {words.batches.states[state]}
    </span>
  );
}
