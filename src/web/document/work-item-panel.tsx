import { Anchor } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DocumentDetail } from '../api/contract.ts';
import { useMay } from '../frame/session.tsx';
import { DueMark } from '../ui/due-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './work-item-panel.module.css';

export function WorkItemPanel({ document }: { document: DocumentDetail }) {
  const { words, formats } = useSpeech();
  const may = useMay();
  const item = document.workItem;
  const nameClass = useClassName();
  if (item === null) return null;
  const link = may('readWorkItems') ? (
    <Anchor component={Link} to={`/work?item=${item.id}`} className={css.link}>
      {words.document.openWorkItem}
    </Anchor>
  ) : undefined;
  return (
    <Panel title={words.document.workItem} aside={link}>
      <Facts
        rows={[
          [words.document.queue, `${wordFor(words.queues, item.queue)} · ${words.itemStates[item.state]}`],
          [
            words.document.due,
            <span key="due" className={css.due}>
              <DueMark dueAt={item.dueAt} isOver={item.state === 'completed' || item.state === 'withdrawn'} />
              {item.deadlineKind === 'statutory' && (
                <span className={css.statutory} title={words.deadlineKinds.statutory}>
                  <IconGavel size="1rem" stroke={1.6} aria-hidden />
                  {words.work.statutory}
                </span>
              )}
            </span>,
          ],
          [words.document.priority, formats.number(item.priority)],
          item.skills.length === 0
            ? null
            : [
                words.document.skills,
                item.skills.map((skill) => nameClass(wordFor(words.documentLanguages, skill))).join(', '),
              ],
          item.takenByName === null ? null : [words.document.takenBy, item.takenByName],
          item.completedAt === null
            ? null
            : [
                words.document.completedBy,
                <span key="completed">
                  {item.completedByName} · <Moment at={item.completedAt} style="dateTime" />
                </span>,
              ],
          item.disposition === null
            ? null
            : [words.document.disposition, wordFor(words.dispositions, item.disposition)],
          item.note === null || item.note === ''
            ? null
            : [
                words.document.note,
                <span key="note" className={css.note}>
                  {item.note}
                </span>,
              ],
        ]}
      />
    </Panel>
  );
}
