import { IconCircleCheck, IconStack2, IconTrashX } from '@tabler/icons-react';
import type { BatchRow } from '../api/contract.ts';
import { Mark } from '../ui/mark.tsx';
import { useSpeech } from '../words/words.tsx';

const marks = {
  open: { tone: 'person', Icon: IconStack2 },
  released: { tone: 'done', Icon: IconCircleCheck },
  discarded: { tone: 'neutral', Icon: IconTrashX },
} as const;

export function BatchState({ state }: { state: BatchRow['state'] }) {
  const { words } = useSpeech();
  const { tone, Icon } = marks[state];
  return <Mark tone={tone} Icon={Icon} text={words.batches.states[state]} />;
}
