import { Link } from 'react-router';
import type { ProvenShare } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import { percentSaid, percentText } from './percent-text.ts';
import css from './proven-cell.module.css';

/** A share with its interval as a bar from 0 to 100 %, and the list behind it. */
export function ProvenCell({ proven, href }: { proven: ProvenShare; href: string }) {
  const { words, language } = useSpeech();
  if (proven.share === null) return <span className={css.none}>{words.common.none}</span>;
  const from = percentText(language, proven.from);
  const to = percentText(language, proven.to, 'up');
  return (
    <Link to={href} className={css.cell} title={words.quality.interval(from, to, proven.checked)}>
      <span className={css.share}>{percentSaid(language, proven.share)}</span>
      <span className={css.bounds}>
        {from}–{to}
      </span>
      <svg className={css.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className={css.track} x="0" y="2.5" width="100" height="1" />
        <rect
          className={css.span}
          x={proven.from * 100}
          y="1"
          width={Math.max(1, (proven.to - proven.from) * 100)}
          height="4"
        />
      </svg>
    </Link>
  );
}
