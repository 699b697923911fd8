import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useSpeech } from '../words/words.tsx';
import css from './arrivals-bar.module.css';

/** "3 new documents": what arrived waits here until someone wants it, so no row moves under a pointer. */
export function ArrivalsBar({ count, onShow }: { count: number; onShow: () => void }) {
  const { words } = useSpeech();
  return (
    <div role="status" className={css.region}>
      {count > 0 && (
        <UnstyledButton className={css.bar} onClick={onShow}>
          <IconArrowUp size="1rem" aria-hidden />
          {words.intake.arrivals(count)}
          <span className={css.show}>{words.intake.showArrivals}</span>
          <kbd aria-hidden>N</kbd>
        </UnstyledButton>
      )}
    </div>
  );
}
