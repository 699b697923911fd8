import {
  IconAlertOctagon,
  IconArchive,
  IconCircleCheck,
  IconCircleDashed,
  IconCopyCheck,
  IconCut,
  IconFlag3,
  IconLoader2,
  IconShieldExclamation,
  IconStack2,
} from '@tabler/icons-react';
import type { DocumentStatus } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import { Mark, type Tone } from './mark.tsx';

const marks: Record<DocumentStatus, { tone: Tone; Icon: typeof IconFlag3 }> = {
  received: { tone: 'neutral', Icon: IconCircleDashed },
  running: { tone: 'running', Icon: IconLoader2 },
  routed: { tone: 'done', Icon: IconCircleCheck },
  review: { tone: 'person', Icon: IconFlag3 },
  quarantined: { tone: 'refused', Icon: IconShieldExclamation },
  duplicate: { tone: 'neutral', Icon: IconCopyCheck },
  failed: { tone: 'refused', Icon: IconAlertOctagon },
  closed: { tone: 'neutral', Icon: IconArchive },
  held: { tone: 'person', Icon: IconStack2 },
  divided: { tone: 'neutral', Icon: IconCut },
};

/** What became of a document. */
export function StateMark({ status, isLarge = false }: { status: DocumentStatus; isLarge?: boolean }) {
  const { words } = useSpeech();
  const { tone, Icon } = marks[status];
  return (
    <Mark tone={tone} Icon={Icon} text={words.statuses[status]} isLarge={isLarge} isTurning={status === 'running'} />
  );
}
