import { Button, Select } from '@mantine/core';
import { IconPlus, IconScan, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { batchQueries } from '../api/batches-api.ts';
import { type BatchRow, batchState } from '../api/contract.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { ListEnd } from '../ui/list-end.tsx';
import { Moment } from '../ui/moment.tsx';
import { Rows } from '../ui/rows.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { useNow } from '../ui/use-now.ts';
import { useSpeech } from '../words/words.tsx';
import { batchFilterOf, whenOf } from './batch-filter.ts';
import { BatchState } from './batch-state.tsx';
import css from './batches-page.module.css';
import { NewBatchDialog } from './new-batch-dialog.tsx';
import { RowCount, RowProgress } from './row-count.tsx';
import { useOperatorName } from './use-operator-name.ts';
import { useProfileName } from './use-profile-name.ts';

/** The batches of the day; a row opens its light table. */
export function BatchesPage() {
  const { words } = useSpeech();
  const { batches } = words;
  const mayScan = useMay()('scanBatches');
  const [params, setParams] = useSearchParams();
  const isAdding = mayScan && params.has('new');
  const setAdding = (on: boolean) => setParam('new', on ? '1' : null);
  const setParam = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  useKeys(mayScan ? [{ on: ['n'], label: words.tableKeys.newBatch, run: () => setAdding(true) }] : []);
  return (
    <div className={css.page}>
      <PageTitle title={batches.title} intro={batches.intro}>
        <div className={css.tools}>
          <Filters params={params} onChange={setParam} />
          {mayScan && (
            <Button leftSection={<IconPlus size="1.1rem" aria-hidden />} onClick={() => setAdding(true)}>
              {batches.add}
            </Button>
          )}
        </div>
      </PageTitle>
      <BatchList params={params} mayScan={mayScan} />
      {isAdding && <NewBatchDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function Filters({
  params,
  onChange,
}: {
  params: URLSearchParams;
  onChange: (name: string, value: string | null) => void;
}) {
  const { words, language } = useSpeech();
  const { batches } = words;
  const profiles = useQuery(batchQueries.profiles());
  return (
    <search className={css.filters} aria-label={batches.filters}>
      <Toggle
        label={batches.when}
        value={whenOf(params)}
        options={[
          { value: 'today', label: batches.today },
          { value: 'week', label: batches.week },
          { value: 'always', label: batches.always },
        ]}
        onChange={(when) => onChange('when', when === 'today' ? null : when)}
      />
      <Select
        className={css.choice}
        size="xs"
        aria-label={batches.colState}
        placeholder={batches.anyState}
        clearable
        data={batchState.options.map((one) => ({ value: one, label: batches.states[one] }))}
        value={params.get('state')}
        onChange={(value) => onChange('state', value)}
      />
      <Select
        className={css.choice}
        size="xs"
        aria-label={batches.profile}
        placeholder={batches.anyProfile}
        clearable
        data={(profiles.data?.items ?? []).map((one) => ({ value: one.key, label: one.name[language] }))}
        value={params.get('profile')}
        onChange={(value) => onChange('profile', value)}
      />
    </search>
  );
}

function BatchList({ params, mayScan }: { params: URLSearchParams; mayScan: boolean }) {
  const { words } = useSpeech();
  const { batches } = words;
  const now = useNow();
  const text = params.toString();
  const day = now.toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter changes with the day, not with every half minute
  const filter = useMemo(() => batchFilterOf(new URLSearchParams(text), now), [text, day]);
  const found = useInfiniteQuery(batchQueries.list(filter));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = params.has('state') || params.has('profile') || params.has('when');
  const nameOf = useProfileName();
  const operatorOf = useOperatorName();
  const hrefOf = (row: BatchRow) => `/scan-station/${encodeURIComponent(row.id)}`;
  return (
    <div className={css.list}>
      {found.isPending && <RowSkeletons count={10} />}
      {found.isError && rows.length === 0 && <FailureState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && rows.length === 0 && (
        <EmptyState
          icon={isFiltered ? <IconSearchOff size="2rem" stroke={1.4} /> : <IconScan size="2rem" stroke={1.4} />}
          title={isFiltered ? batches.emptyFilteredTitle : batches.emptyTitle}
          text={isFiltered ? batches.emptyFilteredText : mayScan ? batches.emptyText : batches.emptyReadText}
        />
      )}
      {rows.length > 0 && (
        <Rows
          label={batches.list}
          className={css.columns}
          headings={[
            batches.colProfile,
            batches.colWhere,
            batches.colOperator,
            batches.colReceived,
            batches.colCount,
            batches.colState,
          ]}
          rows={rows}
          keyOf={(row) => row.id}
          hrefOf={hrefOf}
          cells={(row) => [
            <Link key="profile" to={hrefOf(row)} tabIndex={-1} className={css.name}>
              <Moment at={row.createdAt} className={css.time} /> {nameOf(row.profile)}
            </Link>,
            <span key="where" className={css.soft}>
              {row.site}
              {row.station !== null && ` · ${row.station}`}
            </span>,
            <span key="operator" className={css.soft}>
              {operatorOf(row)}
            </span>,
            <Moment key="received" at={row.receivedAt} style="date" className={css.soft} />,
            <RowCount key="count" row={row} />,
            <span key="state" className={css.stateCell}>
              <BatchState state={row.state} />
              <RowProgress row={row} />
            </span>,
          ]}
          footer={<ListEnd query={found} count={rows.length} />}
        />
      )}
    </div>
  );
}
