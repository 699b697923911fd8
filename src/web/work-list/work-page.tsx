import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { queries } from '../api/queries.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useMe } from '../frame/session.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemList } from './item-list.tsx';
import css from './work-page.module.css';
import { addressOf, filterOf, neighbourOf, paramsOf, type WorkAddress, workViews } from './work-view.ts';

/** Arrowing through the list must not fetch every document on the way. */
const restMs = 120;

export function WorkPage() {
  const { words } = useSpeech();
  const [params, setParams] = useSearchParams();
  const address = addressOf(params);
  const list = useInfiniteQuery(queries.workItems(filterOf(address)));
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const go = useCallback((next: WorkAddress) => setParams(paramsOf(next), { replace: true }), [setParams]);
  const chosen = address.item ?? items[0]?.id ?? null;
  const [settled] = useDebouncedValue(chosen, restMs);
  // The first item is shown at once; only moving on waits for a rest.
  const shown = settled ?? chosen;
  return (
    <div className={css.page} data-open={address.item !== null || undefined}>
      <PageTitle title={words.work.title} isHidden />
      <section className={css.list} aria-label={words.work.list}>
        <Views address={address} queues={list.data?.pages[0]?.queues ?? []} onGo={go} />
        <ItemList
          list={list}
          items={items}
          chosen={chosen}
          view={address.view}
          onChoose={(item) => go({ ...address, item })}
        />
      </section>
      {shown === null ? (
        <p className={css.nothing}>{list.isSuccess && items.length > 0 ? words.work.choose : ''}</p>
      ) : (
        <ItemDetail
          key={shown}
          id={shown}
          preview={items.find((item) => item.id === shown)}
          onBack={() => go({ ...address, item: null })}
          onTaken={(item) => go({ view: 'mine', queue: address.queue, item: item.id })}
          onGone={(item) => {
            const next = neighbourOf(
              items.map((one) => one.id),
              item.id,
            );
            go(next === null ? { view: 'waiting', queue: address.queue, item: null } : { ...address, item: next });
          }}
          onBackAgain={(item) =>
            go({ view: item.state === 'taken' ? 'mine' : 'waiting', queue: address.queue, item: item.id })
          }
        />
      )}
    </div>
  );
}

/** Waiting, mine, completed; and which queue. */
function Views({
  address,
  queues,
  onGo,
}: {
  address: WorkAddress;
  queues: readonly { queue: string; waiting: number }[];
  onGo: (address: WorkAddress) => void;
}) {
  const { words, formats } = useSpeech();
  const me = useMe();
  const figures = useQuery(queries.figures());
  const counts = { waiting: figures.data?.waitingItems, mine: figures.data?.myItems, completed: undefined };
  const views = workViews.filter((view) => view !== 'mine' || me.permissions.includes('takeWorkItems'));
  const known = queues.map((one) => ({
    value: one.queue,
    label: `${wordFor(words.queues, one.queue)} (${formats.number(one.waiting)})`,
  }));
  const isListed = address.queue === null || queues.some((one) => one.queue === address.queue);
  const data =
    isListed || address.queue === null
      ? known
      : [...known, { value: address.queue, label: wordFor(words.queues, address.queue) }];
  return (
    <div className={css.views}>
      <Toggle
        label={words.work.title}
        value={address.view}
        onChange={(view) => onGo({ ...address, view, item: null })}
        options={views.map((view) => ({
          value: view,
          label: (
            <>
              {words.work[view]}
              {counts[view] !== undefined && <span className={css.count}>{formats.number(counts[view])}</span>}
            </>
          ),
        }))}
      />
      {address.view !== 'mine' && (
        <Select
          size="xs"
          aria-label={words.work.queue}
          data={[{ value: '', label: words.work.allQueues }, ...data]}
          value={address.queue ?? ''}
          onChange={(next) => onGo({ ...address, queue: next === '' ? null : next, item: null })}
          allowDeselect={false}
        />
      )}
    </div>
  );
}
