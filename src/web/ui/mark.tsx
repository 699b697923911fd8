import type { TablerIcon } from '@tabler/icons-react';
import css from './mark.module.css';

export type Tone = 'neutral' | 'running' | 'person' | 'done' | 'refused';

/** Colour, icon and word together, so no one of them has to be seen. */
export function Mark({
  tone,
  Icon,
  text,
  isLarge = false,
  isTurning = false,
}: {
  tone: Tone;
  Icon: TablerIcon;
  text: string;
  isLarge?: boolean;
  isTurning?: boolean;
}) {
  return (
    <span className={css.mark} data-tone={tone} data-large={isLarge || undefined}>
      <Icon size="1.15em" stroke={2} aria-hidden className={isTurning ? css.turning : undefined} />
      {text}
    </span>
  );
}
