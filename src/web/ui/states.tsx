import { Button } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/words.tsx';
import css from './states.module.css';

/** A list with nothing in it says what to do next. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className={css.state}>
      <span className={css.icon} aria-hidden>
        {icon}
      </span>
      <p className={css.title}>{title}</p>
      <p className={css.text}>{text}</p>
      {children}
    </div>
  );
}

/** What could not be loaded, why, and a way to try again. */
export function FailureState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { words, sayError } = useSpeech();
  return (
    <div className={css.state} role="alert">
      <span className={css.icon} aria-hidden>
        <IconCloudOff size="2rem" stroke={1.4} />
      </span>
      <p className={css.title}>{words.common.failedTitle}</p>
      <p className={css.text}>{sayError(error)}</p>
      <Button variant="default" leftSection={<IconRefresh size="1rem" aria-hidden />} onClick={onRetry}>
        {words.common.retry}
      </Button>
    </div>
  );
}

/** Grey bars in the shape of the rows to come; says "loading" once to a screen reader. */
export function RowSkeletons({ count, heightRem = 2.5 }: { count: number; heightRem?: number }) {
  const { words } = useSpeech();
  return (
    <div role="status" aria-label={words.common.loading}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are all alike
        <div key={index} className={css.skeleton} style={{ height: `${heightRem}rem` }}>
          <span style={{ width: `${4 + ((index * 3) % 4)}rem` }} />
          <span style={{ width: `${9 + ((index * 7) % 9)}rem` }} />
          <span style={{ width: `${6 + ((index * 5) % 6)}rem` }} />
        </div>
      ))}
    </div>
  );
}
