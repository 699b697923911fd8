import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { fieldNames } from '../../domain/index-data.ts';
import type { DoubtfulField } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { ColumnRow } from './column-row.tsx';
import css from './fields-page.module.css';
import { ReviewStrip } from './review-strip.tsx';

/** One doubtful field over many documents, as a column of cuttings: compare, type or accept, on to the next. */
export function FieldsPage() {
  const { words } = useSpeech();
  const may = useMay();
  if (!may('resolveDocuments')) return <ForbiddenPage />;
  return (
    <div className={css.page}>
      <PageTitle title={words.review.column} isHidden />
      <ReviewStrip mode="fields" filter={null} />
      <Column />
    </div>
  );
}

function Column() {
  const { words, formats } = useSpeech();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const wanted = fieldNames.find((name) => name === params.get('field')) ?? null;
  // What is shown stays where it is while it is worked through: what was saved is marked and not taken away.
  const found = useQuery({
    ...queries.reviewFields(wanted),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const list = useRef<HTMLOListElement>(null);
  const inputs = () => [...(list.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  const step = (from: HTMLInputElement | null, by: 1 | -1): void => {
    const all = inputs();
    const next = all[from === null ? 0 : all.indexOf(from) + by];
    next?.focus();
    next?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  useKeys([
    { on: ['ArrowDown'], caps: ['↑', '↓'], label: words.reviewKeys.columnStep, run: () => step(null, 1) },
    { on: [], caps: ['⏎'], label: words.reviewKeys.columnAccept, run: () => {} },
  ]);
  if (found.isPending) return <RowSkeletons count={10} heightRem={3} />;
  if (found.isError && found.data === undefined)
    return <FailureState error={found.error} onRetry={() => void found.refetch()} />;
  const { names, items } = found.data ?? { names: [], items: [] };
  const shown = wanted ?? names[0]?.name ?? null;
  if (names.length === 0)
    return (
      <EmptyState
        icon={<IconCircleCheck size="2rem" stroke={1.4} />}
        title={words.review.columnEmptyTitle}
        text={words.review.columnEmptyText}
      />
    );
  return (
    <div className={css.room}>
      <nav className={css.names} aria-label={words.review.columnWhich}>
        {names.map(({ name, count }) => (
          <button
            key={name}
            type="button"
            className={css.name}
            aria-pressed={name === shown}
            onClick={() => {
              setParams({ field: name }, { replace: true });
              void client.invalidateQueries({ queryKey: ['reviewFields'] });
            }}
          >
            {words.fields[name]} <span className={css.count}>{formats.number(count)}</span>
          </button>
        ))}
      </nav>
      <section
        className={css.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        aria-label={shown === null ? words.review.column : words.fields[shown]}
      >
        <p className={css.about}>{words.review.columnText}</p>
        <ol ref={list} className={css.column}>
          {items.map((item, index) => (
            <ColumnRow key={keyOf(item)} item={item} hasFocus={index === 0} onStep={step} />
          ))}
        </ol>
        {shown !== null && (names.find(({ name }) => name === shown)?.count ?? 0) > items.length && (
          <button type="button" className={css.more} onClick={() => void found.refetch()}>
            {words.review.columnMore}
          </button>
        )}
      </section>
    </div>
  );
}

const keyOf = ({ documentId, at, field }: DoubtfulField) => `${documentId}/${at}/${field.name}`;
