import { Button } from '@mantine/core';
import { IconHandGrab, IconLock, IconRotate2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { WorkItem } from '../api/contract.ts';
import { useMay, useMe } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { Moment } from '../ui/moment.tsx';
import { Facts } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { keepDraft, useDraft } from '../ui/use-draft.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import { completionKey, emptyCompletion, parseCompletion } from './completion-draft.ts';
import { CompletionForm } from './completion-form.tsx';
import css from './item-actions.module.css';
import { useItemOrders } from './use-item-orders.ts';

interface ItemActionsProps {
  readonly item: WorkItem;
  readonly onTaken: (item: WorkItem) => void;
  readonly onGone: (item: WorkItem) => void;
  readonly onBackAgain: (item: WorkItem) => void;
}

/** What can be done with the item as it stands: take it, finish it, give it back, open it again. */
export function ItemActions({ item, onTaken, onGone, onBackAgain }: ItemActionsProps) {
  const { words } = useSpeech();
  const me = useMe();
  const may = useMay();
  const client = useQueryClient();
  const nameClass = useClassName();
  const draft = useDraft(completionKey(item.id), emptyCompletion, parseCompletion);
  const name = [nameClass(item.classKey), item.customerName].filter((part) => part !== null).join(', ');
  const orders = useItemOrders(
    name,
    ({ order, item: after }) => {
      if (order.kind === 'complete') draft.drop();
      if (order.kind === 'take' || order.kind === 'reopen') onTaken(after);
      else onGone(after);
    },
    (after, order) => {
      // What was typed comes back with the item.
      if (order.kind === 'complete')
        keepDraft(me.accountId, completionKey(after.id), { disposition: order.disposition, note: order.note });
      onBackAgain(after);
    },
  );
  const isMine = item.state === 'taken' && item.takenBy === me.accountId;
  const mayAct = may('takeWorkItems');
  const take = () => orders.mutate({ item, order: { kind: 'take' } });
  const giveBack = () => orders.mutate({ item, order: { kind: 'giveBack' } });
  const complete = () =>
    orders.mutate({
      item,
      order: { kind: 'complete', disposition: draft.value.disposition, note: draft.value.note.trim() },
    });
  const reopen = () => orders.mutate({ item, order: { kind: 'reopen' } });
  useKeys([
    ...(mayAct && item.state === 'waiting'
      ? [{ on: ['a', 'Enter'], caps: ['A', '⏎'], label: words.keys.take, run: take }]
      : []),
    ...(isMine
      ? [
          { on: ['Ctrl+Enter'], label: words.keys.complete, whileTyping: true, run: complete },
          { on: ['g'], label: words.keys.giveBack, run: giveBack },
        ]
      : []),
  ]);
  return (
    <div className={css.actions}>
      {orders.isError && (
        <ProblemAlert
          error={orders.error}
          onReload={() => void client.invalidateQueries({ queryKey: ['workItem', item.id] }).then(() => orders.reset())}
        />
      )}
      {item.state === 'waiting' && mayAct && (
        <Button
          fullWidth
          loading={orders.isPending}
          leftSection={<IconHandGrab size="1.1rem" aria-hidden />}
          rightSection={<kbd aria-hidden>A</kbd>}
          onClick={take}
        >
          {words.work.take}
        </Button>
      )}
      {item.state === 'taken' && !isMine && (
        <p className={css.other}>
          <IconLock size="1.1rem" aria-hidden />
          {words.work.takenByOther(item.takenByName ?? item.takenBy ?? '')}
        </p>
      )}
      {isMine && <CompletionForm draft={draft} isBusy={orders.isPending} onComplete={complete} onGiveBack={giveBack} />}
      {item.state === 'completed' && (
        <>
          <Ending item={item} />
          {mayAct && (
            <Button
              variant="default"
              loading={orders.isPending}
              leftSection={<IconRotate2 size="1.1rem" aria-hidden />}
              onClick={reopen}
            >
              {words.work.reopen}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Ending({ item }: { item: WorkItem }) {
  const { words } = useSpeech();
  return (
    <Facts
      rows={[
        [words.document.completedBy, item.completedByName ?? words.common.none],
        item.completedAt === null
          ? null
          : [words.itemStates.completed, <Moment key="at" at={item.completedAt} style="dateTime" />],
        item.disposition === null ? null : [words.work.disposition, wordFor(words.dispositions, item.disposition)],
        item.note === null || item.note === ''
          ? null
          : [
              words.work.note,
              <span key="note" className={css.note}>
                {item.note}
              </span>,
            ],
      ]}
    />
  );
}
