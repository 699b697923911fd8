import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkItem } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useUndo } from '../ui/use-undo.tsx';
import { useSpeech } from '../words/words.tsx';

export type Disposition = 'done' | 'answered' | 'forwarded' | 'nothing_to_do';
export type ItemOrder =
  | { readonly kind: 'take' | 'giveBack' | 'reopen' }
  | { readonly kind: 'complete'; readonly disposition: Disposition; readonly note: string };

interface Done {
  readonly order: ItemOrder;
  readonly item: WorkItem;
}

/**
 * Sends an order for a work item, shows how it stands afterwards, and offers the way back for ten seconds. `onDone` is
 * told once the server has it; `onUndone` when it was taken back.
 */
export function useItemOrders(
  name: string,
  onDone: (done: Done) => void,
  onUndone: (item: WorkItem, order: ItemOrder) => void,
) {
  const client = useQueryClient();
  const { words } = useSpeech();
  const announce = useAnnounce();
  const offerUndo = useUndo();
  const refresh = (item: WorkItem) => {
    client.setQueryData(['workItem', item.id], item);
    void client.invalidateQueries({ queryKey: ['workItems'] });
    void client.invalidateQueries({ queryKey: ['figures'] });
    void client.invalidateQueries({ queryKey: ['document', item.documentId], exact: true });
  };
  return useMutation({
    mutationFn: ({ item, order }: Done) => send(item, order),
    onSuccess: (item, { order }) => {
      refresh(item);
      onDone({ order, item });
      const said = {
        take: words.work.taken(name),
        giveBack: words.work.givenBack(name),
        complete: words.work.completedNow(name),
        reopen: words.work.taken(name),
      }[order.kind];
      announce(said);
      const back = wayBack(order);
      if (back === null) return offerUndo(said, null);
      offerUndo(said, async () => {
        const undone = await send(item, back);
        refresh(undone);
        onUndone(undone, order);
      });
    },
  });
}

function send(item: WorkItem, order: ItemOrder): Promise<WorkItem> {
  switch (order.kind) {
    case 'take':
      return api.take(item.id, item.revision);
    case 'giveBack':
      return api.giveBack(item.id, item.revision);
    case 'reopen':
      return api.reopen(item.id, item.revision);
    case 'complete':
      return api.complete(item.id, {
        revision: item.revision,
        disposition: order.disposition,
        ...(order.note === '' ? {} : { note: order.note }),
      });
  }
}

function wayBack(order: ItemOrder): ItemOrder | null {
  const backs = { take: 'giveBack', giveBack: 'take', complete: 'reopen', reopen: null } as const;
  const kind = backs[order.kind];
  return kind === null ? null : { kind };
}
