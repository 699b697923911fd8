import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { CountChainView } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './chain-breaks.module.css';

/** Where the count does not add up, in words; or that it does. */
export function ChainBreaks({ breaks, isEmpty }: { breaks: CountChainView['breaks']; isEmpty: boolean }) {
  const { words } = useSpeech();
  const { lightTable } = words;
  if (breaks.length === 0) {
    return isEmpty ? null : (
      <span className={css.fine}>
        <IconCircleCheck size="1rem" aria-hidden /> {lightTable.addsUp}
      </span>
    );
  }
  return (
    <ul className={css.breaks}>
      {breaks.map(({ key, expected, counted }) => (
        <li key={key}>
          <IconAlertTriangle size="0.9rem" aria-hidden /> {lightTable.breaks[key](expected, counted)}
        </li>
      ))}
    </ul>
  );
}
