import { IconGavel, IconUserCheck } from '@tabler/icons-react';
import type { WorkItem } from '../api/contract.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { DueMark } from '../ui/due-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './item-row.module.css';

export function ItemRow({ item, isChosen, onChoose }: { item: WorkItem; isChosen: boolean; onChoose: () => void }) {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  const isOver = item.state === 'completed' || item.state === 'withdrawn';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active option
    <div id={`item-${item.id}`} role="option" aria-selected={isChosen} className={css.row} onClick={onChoose}>
      <span className={css.class}>{nameClass(item.classKey)}</span>
      <span className={css.priority} title={words.work.priority(item.priority)}>
        <span aria-hidden>{words.work.priorityShort}</span> {formats.number(item.priority)}
      </span>
      <span className={css.customer}>{item.customerName ?? words.work.noCustomer}</span>
      <span className={css.channel}>
        <ChannelMark channel={item.channel} />
      </span>
      <span className={css.foot}>
        <DueMark dueAt={item.dueAt} isOver={isOver} />
        {item.deadlineKind === 'statutory' && (
          <span className={css.statutory} title={words.deadlineKinds.statutory}>
            <IconGavel size="1.05em" stroke={1.7} aria-hidden />
            {words.work.statutory}
          </span>
        )}
        {item.completedAt !== null && (
          <span className={css.ended}>
            <IconUserCheck size="1.05em" stroke={1.7} aria-hidden />
            {item.completedByName} <Moment at={item.completedAt} />
          </span>
        )}
        {!isOver && <span className={css.queue}>{wordFor(words.queues, item.queue)}</span>}
      </span>
    </div>
  );
}
