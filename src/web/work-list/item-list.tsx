import { IconChecklist, IconCoffee } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { WorkItem } from '../api/contract.ts';
import { useKeys } from '../keys/keys.tsx';
import { ListEnd } from '../ui/list-end.tsx';
import { stepRow } from '../ui/row-steps.ts';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './item-list.module.css';
import { ItemRow } from './item-row.tsx';
import type { WorkView } from './work-view.ts';

interface ItemListProps {
  readonly list: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly isSuccess: boolean;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly items: readonly WorkItem[];
  readonly chosen: string | null;
  readonly view: WorkView;
  readonly onChoose: (id: string) => void;
}

/** Work items, the most pressing first. The list has the focus, arrows choose, and the chosen one is shown beside it. */
export function ItemList({ list, items, chosen, view, onChoose }: ItemListProps) {
  const { words } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const at = items.findIndex((item) => item.id === chosen);
  const step = (key: string): boolean => {
    const next = stepRow(key, Math.max(0, at), items.length);
    const item = next === null ? undefined : items[next];
    if (item === undefined) return false;
    onChoose(item.id);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && step(event.key)) event.preventDefault();
  };
  useKeys([
    { on: ['ArrowDown'], label: words.keys.down, run: () => step('ArrowDown') && box.current?.focus() },
    { on: ['ArrowUp'], label: words.keys.up, run: () => step('ArrowUp') && box.current?.focus() },
  ]);
  useEffect(() => {
    if (chosen !== null) document.getElementById(`item-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  if (list.isPending) return <RowSkeletons count={8} heightRem={4} />;
  if (list.isError && items.length === 0)
    return <FailureState error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) return <NoItems view={view} />;
  return (
    <div className={css.scroll}>
      <div
        ref={box}
        role="listbox"
        tabIndex={0}
        aria-label={words.work.list}
        aria-activedescendant={chosen === null ? undefined : `item-${chosen}`}
        className={css.list}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <ItemRow key={item.id} item={item} isChosen={item.id === chosen} onChoose={() => onChoose(item.id)} />
        ))}
      </div>
      <ListEnd query={list} count={items.length} />
    </div>
  );
}

function NoItems({ view }: { view: WorkView }) {
  const { words } = useSpeech();
  const { work } = words;
  const said = {
    waiting: [work.emptyWaitingTitle, work.emptyWaitingText],
    mine: [work.emptyMineTitle, work.emptyMineText],
    completed: [work.emptyCompletedTitle, work.emptyCompletedText],
  } as const;
  const Icon = view === 'waiting' ? IconCoffee : IconChecklist;
  return <EmptyState icon={<Icon size="2rem" stroke={1.4} />} title={said[view][0]} text={said[view][1]} />;
}
