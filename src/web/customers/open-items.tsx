import { Link } from 'react-router';
import type { WorkItem } from '../api/contract.ts';
import { useMay } from '../frame/session.tsx';
import { DueMark } from '../ui/due-mark.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './open-items.module.css';

export function OpenItems({ items }: { items: readonly WorkItem[] }) {
  const { words } = useSpeech();
  const may = useMay();
  const nameClass = useClassName();
  if (items.length === 0) return <p className={css.none}>{words.customers.noOpenItems}</p>;
  return (
    <ul className={css.items}>
      {items.map((item) => (
        <li key={item.id} className={css.item}>
          {may('readWorkItems') ? (
            <Link to={`/work?item=${item.id}`} className={css.class}>
              {nameClass(item.classKey)}
            </Link>
          ) : (
            <span className={css.class}>{nameClass(item.classKey)}</span>
          )}
          <span className={css.queue}>{wordFor(words.queues, item.queue)}</span>
          <span className={css.state}>
            {item.state === 'taken' && item.takenByName !== null
              ? words.work.takenByOther(item.takenByName)
              : words.itemStates[item.state]}
          </span>
          <DueMark dueAt={item.dueAt} />
        </li>
      ))}
    </ul>
  );
}
