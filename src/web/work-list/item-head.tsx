import { IconGavel } from '@tabler/icons-react';
import type { WorkItem } from '../api/contract.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { DueMark } from '../ui/due-mark.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './item-head.module.css';

export function ItemHead({ item }: { item: WorkItem }) {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  return (
    <header className={css.head}>
      <h2 className={css.title}>{nameClass(item.classKey)}</h2>
      {item.secondClass !== null && (
        <p className={css.second}>{words.work.secondConcern(nameClass(item.secondClass))}</p>
      )}
      <p className={css.line}>
        <DueMark dueAt={item.dueAt} isOver={item.state === 'completed' || item.state === 'withdrawn'} />
        <span className={css.kind}>
          {item.deadlineKind === 'statutory' && <IconGavel size="1.05em" stroke={1.7} aria-hidden />}
          {words.deadlineKinds[item.deadlineKind]}
        </span>
      </p>
      <p className={css.line}>
        <ChannelMark channel={item.channel} />
        <span>{words.work.receivedOn(formats.date(item.receivedAt))}</span>
        <span>{wordFor(words.queues, item.queue)}</span>
        <span>{words.work.priority(item.priority)}</span>
      </p>
    </header>
  );
}
