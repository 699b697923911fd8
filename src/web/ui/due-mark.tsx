import { IconAlertTriangle, IconCalendar, IconClockHour4 } from '@tabler/icons-react';
import { type Due, dueOf } from '../format/due-state.ts';
import { useSpeech } from '../words/words.tsx';
import css from './due-mark.module.css';
import { useNow } from './use-now.ts';

const icons = { overdue: IconAlertTriangle, soon: IconClockHour4, calm: IconCalendar };

/** How a deadline stands, as colour, icon and word; the exact instant on hover. Ended work is not hurried any more. */
export function DueMark({ dueAt, isOver = false }: { dueAt: string; isOver?: boolean }) {
  const { formats } = useSpeech();
  const due = dueOf(dueAt, useNow());
  const sentence = useDueSentence()(due);
  const state = isOver ? 'calm' : due.state;
  const Icon = icons[state];
  return (
    <time className={css.due} data-state={state} dateTime={dueAt} title={formats.full(dueAt)}>
      <Icon size="1.15em" stroke={1.8} aria-hidden />
      {isOver ? formats.date(dueAt) : sentence}
    </time>
  );
}

function useDueSentence(): (due: Due) => string {
  const { words } = useSpeech();
  return ({ state, days }) => {
    if (state === 'overdue') return days === 0 ? words.work.dueOverdueToday : words.work.dueOverdue(-days);
    if (days <= 0) return words.work.dueToday;
    return days === 1 ? words.work.dueTomorrow : words.work.dueIn(days);
  };
}
