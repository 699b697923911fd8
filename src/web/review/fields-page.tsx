import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { fieldNames } from '../../domain/index-data.ts';
import { queries } from '../api/queries.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useUndo } from '../ui/use-undo.tsx';
import { useSpeech } from '../words/words.tsx';
import { ColumnRow, type RowHandle, rowKey } from './column-row.tsx';
import css from './fields-page.module.css';
import { ReviewStrip } from './review-strip.tsx';
import { type Outcome, useColumnSaving } from './use-column-saving.ts';

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
  const { words, formats, sayError } = useSpeech();
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
  const frame = useRef<HTMLElement>(null);
  const rows = useRef(new Map<string, RowHandle>());
  const announce = useAnnounce();
  const offerUndo = useUndo();
  const { save, takeBack, forget } = useColumnSaving();
  const inputs = () => [...(list.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  const step = (from: HTMLInputElement | null, by: 1 | -1): void => {
    const all = inputs();
    const next = all[from === null ? 0 : all.indexOf(from) + by];
    next?.focus();
    next?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const accept = async (chosen: readonly RowHandle[]): Promise<void> => {
    const taken = chosen.flatMap((row) => {
      const answer = row.answer();
      return answer === null ? [] : [{ row, answer }];
    });
    if (taken.length === 0) return;
    for (const { row } of taken) row.settle('busy');
    let outcomes: readonly Outcome[];
    try {
      outcomes = await save(taken.map(({ answer }) => answer));
    } catch (error) {
      // Nobody knows what arrived; whatever did is told so when it is sent again.
      const reason = { code: 'server.failed', message: sayError(error), params: {} };
      for (const { row } of taken) row.settle(reason);
      return;
    }
    taken.forEach(({ row }, index) => {
      row.settle(outcomes[index] ?? 'busy');
    });
    const done = taken.filter((_, index) => outcomes[index] === 'saved');
    const [one] = done;
    if (one === undefined) return announce(words.review.columnNone(taken.length));
    const said =
      taken.length > 1
        ? words.review.columnMany(done.length, taken.length - done.length)
        : one.answer.value.trim() === ''
          ? words.review.columnRemoved
          : words.review.columnSaved(one.answer.value);
    announce(said);
    offerUndo(said, async () => {
      await takeBack(done.map(({ answer }) => answer));
      for (const { row, answer } of done) row.reopen(answer.value);
      one.row.input.focus();
    });
  };
  /** Those whose cutting and value are both before one's eyes, from edge to edge. */
  const inSight = (): readonly RowHandle[] => {
    const bounds = frame.current?.getBoundingClientRect();
    return [...rows.current.values()].filter(({ input }) => {
      const row = input.closest('li');
      const place = row?.getBoundingClientRect();
      const image = row?.querySelector('img');
      const isShown = image == null || (image.complete && image.naturalWidth > 0);
      return bounds && place && place.top >= bounds.top - 1 && place.bottom <= bounds.bottom + 1 && isShown;
    });
  };
  const acceptInSight = () => {
    const chosen = inSight();
    const last = chosen.at(-1)?.input ?? null;
    void accept(chosen);
    if (last !== null) step(last, 1);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list came anew
  useEffect(forget, [forget, found.dataUpdatedAt]);
  useEffect(() => {
    if (found.data !== undefined && !found.isPlaceholderData)
      list.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [found.data, found.isPlaceholderData]);
  useKeys([
    { on: ['ArrowDown'], caps: ['↑', '↓'], label: words.reviewKeys.columnStep, run: () => step(null, 1) },
    { on: [], caps: ['⏎'], label: words.reviewKeys.columnAccept, run: () => {} },
    {
      on: ['Ctrl+Enter'],
      label: words.reviewKeys.columnAcceptSight,
      whileTyping: true,
      run: ({ repeat }) => repeat || acceptInSight(),
    },
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
        ref={frame}
        className={css.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        aria-label={shown === null ? words.review.column : words.fields[shown]}
      >
        <div className={css.about}>
          <p>{words.review.columnText}</p>
          <Button variant="default" size="xs" onClick={acceptInSight} rightSection={<kbd>{words.keys.ctrl} ⏎</kbd>}>
            {words.review.columnAcceptSight}
          </Button>
        </div>
        <ol ref={list} className={css.column}>
          {items.map((item) => (
            <ColumnRow
              key={rowKey(item)}
              item={item}
              rows={rows}
              onAccept={(row) => {
                void accept([row]);
                step(row.input, 1);
              }}
              onStep={step}
            />
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
