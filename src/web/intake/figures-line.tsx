import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { dayOf } from '../format/company-time.ts';
import { useMay } from '../frame/session.tsx';
import { useNow } from '../ui/use-now.ts';
import { useSpeech } from '../words/words.tsx';
import css from './figures-line.module.css';

/** Today in four numbers; each opens the list behind it. */
export function FiguresLine() {
  const { words, formats } = useSpeech();
  const may = useMay();
  const { data } = useQuery(queries.figures());
  const today = dayOf(useNow());
  const shown = [
    { key: 'received', count: data?.received, word: words.intake.received, to: `/intake?since=${today}` },
    { key: 'through', count: data?.through, word: words.intake.through, to: `/intake?since=${today}&status=routed` },
    {
      key: 'withPerson',
      count: data?.withPerson,
      word: words.intake.withPerson,
      to: may('resolveDocuments') ? '/trays' : '/intake?status=review',
    },
    { key: 'running', count: data?.running, word: words.intake.running, to: '/intake?status=running' },
  ];
  return (
    <section className={css.line} aria-label={words.intake.figures}>
      {shown.map(({ key, count, word, to }) => (
        <Link key={key} to={to} className={css.figure} data-figure={key} data-calm={count === 0 || undefined}>
          <span className={css.number}>{count === undefined ? '–' : formats.number(count)}</span>
          <span className={css.word}>{word}</span>
        </Link>
      ))}
      {data?.captureTouchless !== null && data?.captureTouchless !== undefined && (
        <span className={css.touchless}>{words.intake.touchless(formats.percent(data.captureTouchless))}</span>
      )}
    </section>
  );
}
