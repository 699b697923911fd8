import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { NavLink, useSearchParams } from 'react-router';
import { type Tray, trays } from '../../domain/tray.ts';
import { queries } from '../api/queries.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { ArrivalsBar } from '../intake/arrivals-bar.tsx';
import { useLiveDocuments } from '../intake/use-live-documents.ts';
import { ListEnd } from '../ui/list-end.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { TrayRows } from './tray-rows.tsx';
import css from './trays-page.module.css';

/** Where documents wait for a person, with the question each one asks. */
export function TraysPage() {
  const { words } = useSpeech();
  const [params] = useSearchParams();
  const tray = trays.find((one) => one === params.get('tray')) ?? 'indexing';
  return (
    <div className={css.page}>
      <PageTitle title={words.trayPage.title} intro={words.trayPage.intro} />
      <TrayTabs current={tray} />
      <TrayList key={tray} tray={tray} />
    </div>
  );
}

function TrayTabs({ current }: { current: Tray }) {
  const { words, formats } = useSpeech();
  const figures = useQuery(queries.figures());
  return (
    <nav className={css.tabs} aria-label={words.trayPage.title}>
      {trays.map((tray) => {
        const count = figures.data?.trays[tray] ?? 0;
        return (
          // The router compares paths only; which tray is open stands behind the question mark.
          <NavLink
            key={tray}
            to={`/trays?tray=${tray}`}
            className={css.tab ?? ''}
            aria-current={tray === current ? 'page' : false}
            replace
          >
            {words.trays[tray]}
            <span className={css.count} data-some={count > 0 || undefined}>
              {figures.data === undefined ? '–' : formats.number(count)}
            </span>
          </NavLink>
        );
      })}
    </nav>
  );
}

const nobodys: ReadonlySet<string> = new Set();

function TrayList({ tray }: { tray: Tray }) {
  const { words } = useSpeech();
  const { query, rows, arrivals, showArrivals } = useLiveDocuments({ tray }, nobodys);
  return (
    <div className={css.list}>
      <p className={css.about}>{words.trayPage.about[tray]}</p>
      {query.isPending && <RowSkeletons count={8} heightRem={3} />}
      {query.isError && rows.length === 0 && <FailureState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && arrivals === 0 && (
        <EmptyState
          icon={<IconCircleCheck size="2rem" stroke={1.4} />}
          title={words.trayPage.emptyTitle}
          text={words.trayPage.emptyText}
        />
      )}
      {(rows.length > 0 || arrivals > 0) && (
        <TrayRows
          rows={rows}
          notice={<ArrivalsBar count={arrivals} onShow={showArrivals} />}
          footer={<ListEnd query={query} count={rows.length} />}
        />
      )}
    </div>
  );
}
