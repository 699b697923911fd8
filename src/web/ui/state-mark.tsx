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
import css from './state-mark.module.css';

const marks: Record<
  DocumentStatus,
  { tone: 'neutral' | 'running' | 'person' | 'done' | 'refused'; Icon: typeof IconFlag3 }
> = {
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

/** What became of a document: colour, icon and word together, so no one of them has to be seen. */
export function StateMark({ status, isLarge = false }: { status: DocumentStatus; isLarge?: boolean }) {
  const { words } = useSpeech();
  const { tone, Icon } = marks[status];
  return (
    <span className={css.mark} data-tone={tone} data-large={isLarge || undefined}>
      <Icon size="1.15em" stroke={2} aria-hidden className={status === 'running' ? css.turning : undefined} />
      {words.statuses[status]}
    </span>
  );
}
