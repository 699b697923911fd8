import { Button } from '@mantine/core';
import {
  IconArrowLeft,
  IconCircleCheck,
  IconCircleX,
  IconEyeQuestion,
  IconHourglass,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { type QualityCheck, qualityChecksQuery } from '../api/contract.ts';
import type { QualityFilter } from '../api/mailroom-api.ts';
import { queries } from '../api/queries.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { Moment } from '../ui/moment.tsx';
import { Rows } from '../ui/rows.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import { percentSaid } from './percent-text.ts';
import css from './quality-list-page.module.css';
import { useSaidText } from './use-said-text.ts';

const filterNames = ['state', 'result', 'part', 'class', 'channel', 'since', 'until'] as const;

/** The documents behind a number of the quality page: those that were drawn, or all that were decided alone. */
export function QualityListPage() {
  const { words } = useSpeech();
  const may = useMay();
  const [params] = useSearchParams();
  const filter = filterOf(params);
  const filterText = useFilterText(filter);
  if (!may('readQuality')) return <ForbiddenPage />;
  const isDecisions = params.get('of') === 'decisions';
  return (
    <div className={css.page}>
      <PageTitle title={isDecisions ? words.quality.decisionsTitle : words.quality.listTitle} intro={filterText}>
        <Button
          component={Link}
          to="/quality"
          variant="default"
          leftSection={<IconArrowLeft size="1rem" aria-hidden />}
        >
          {words.quality.toPage}
        </Button>
      </PageTitle>
      <div className={css.list}>{isDecisions ? <Decisions filter={filter} /> : <Checks filter={filter} />}</div>
    </div>
  );
}

/** What is not understood is left out: an old link shows more rather than an error. */
function filterOf(params: URLSearchParams): QualityFilter {
  const filter: Record<string, string> = {};
  for (const name of filterNames) {
    const value = params.get(name);
    if (value !== null && qualityChecksQuery.shape[name].safeParse(value).success) filter[name] = value;
  }
  return filter;
}

function useFilterText(filter: QualityFilter): string {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  const { quality } = words;
  const parts = [
    filter.class && nameClass(filter.class),
    filter.channel && words.channels[filter.channel as keyof typeof words.channels],
    filter.part && (filter.part === 'class' ? quality.classPrecision : quality.customerPrecision),
    filter.result && quality.results[filter.result as keyof typeof quality.results],
    filter.state && filter.state !== 'settled' && quality.results[filter.state as keyof typeof quality.results],
    filter.since && formats.day(filter.since),
  ];
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' · ');
}

function Checks({ filter }: { filter: QualityFilter }) {
  const { words, formats } = useSpeech();
  const { quality } = words;
  const textOf = useSaidText();
  const found = useQuery(queries.qualityChecks(filter));
  if (found.isError && found.data === undefined)
    return <FailureState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <RowSkeletons count={12} />;
  const { items, total } = found.data;
  if (items.length === 0) return <Empty />;
  return (
    <Rows
      label={quality.listTitle}
      className={css.checks}
      headings={[
        quality.colDrawn,
        quality.colChannel,
        quality.colResult,
        quality.colMachine,
        quality.colRight,
        quality.colWeight,
      ]}
      rows={items}
      keyOf={(row) => row.id}
      hrefOf={(row) => `/documents/${row.documentId}`}
      cells={(row) => [
        <Link key="at" to={`/documents/${row.documentId}`} tabIndex={-1} className={css.link}>
          <Moment at={row.drawnAt} />
        </Link>,
        words.channels[row.channel],
        <Result key="result" check={row} />,
        textOf(row.machine),
        textOf(row.truth),
        <span key="weight" className={css.soft}>
          {formats.number(Math.round(1 / row.probability))}
        </span>,
      ]}
      footer={<Footer shown={items.length} total={total} />}
    />
  );
}

function Decisions({ filter }: { filter: QualityFilter }) {
  const { words, language } = useSpeech();
  const { quality } = words;
  const nameClass = useClassName();
  const found = useQuery(queries.qualityDecisions(filter));
  if (found.isError && found.data === undefined)
    return <FailureState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <RowSkeletons count={12} />;
  const { items } = found.data;
  if (items.length === 0) return <Empty />;
  return (
    <Rows
      label={quality.decisionsTitle}
      className={css.decisions}
      headings={[quality.colAt, quality.colChannel, quality.colClass, quality.colConfidence]}
      rows={items}
      keyOf={(row) => `${row.documentId} ${row.at}`}
      hrefOf={(row) => `/documents/${row.documentId}`}
      cells={(row) => [
        <Link key="at" to={`/documents/${row.documentId}`} tabIndex={-1} className={css.link}>
          <Moment at={row.at} />
        </Link>,
        words.channels[row.channel],
        nameClass(row.classKey),
        `${percentSaid(language, row.classConfidence)}`,
      ]}
      footer={<Footer shown={items.length} total={items.length} />}
    />
  );
}

function Result({ check }: { check: QualityCheck }) {
  const { words } = useSpeech();
  const isRight = check.isClassRight === true && check.isCustomerRight === true;
  const state = check.state === 'settled' ? (isRight ? 'right' : 'wrong') : check.state;
  const Icon = { right: IconCircleCheck, wrong: IconCircleX, open: IconHourglass, disputed: IconEyeQuestion }[state];
  return (
    <span className={css.result} data-state={state}>
      <Icon size="1rem" aria-hidden /> {words.quality.results[state]}
    </span>
  );
}

function Footer({ shown, total }: { shown: number; total: number }) {
  const { words } = useSpeech();
  return (
    <p className={css.footer}>
      {shown < total ? words.quality.listShown(shown, total) : words.quality.listCount(total)}
    </p>
  );
}

function Empty() {
  const { words } = useSpeech();
  return (
    <EmptyState
      icon={<IconShieldCheck size="2rem" stroke={1.4} />}
      title={words.quality.listEmptyTitle}
      text={words.quality.listEmptyText}
    />
  );
}
