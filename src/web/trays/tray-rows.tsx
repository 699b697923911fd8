import { IconFlag3, IconShieldExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DocumentRow } from '../api/contract.ts';
import { usePrefetchDocument } from '../document/use-prefetch-document.ts';
import { ClassCell, DocumentCell } from '../intake/document-rows.tsx';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { Rows } from '../ui/rows.tsx';
import { useSayQuestion } from '../ui/use-say-question.ts';
import { useSpeech } from '../words/words.tsx';
import css from './tray-rows.module.css';

export function TrayRows({
  rows,
  notice,
  footer,
}: {
  rows: readonly DocumentRow[];
  notice: ReactNode;
  footer: ReactNode;
}) {
  const { words } = useSpeech();
  const prefetch = usePrefetchDocument();
  return (
    <Rows
      label={words.trayPage.list}
      className={css.columns}
      headings={[
        words.trayPage.colSince,
        words.intake.colChannel,
        words.trayPage.colQuestion,
        words.trayPage.colDocument,
        words.intake.colClass,
      ]}
      rows={rows}
      keyOf={(row) => row.id}
      // What only asks is answered where one answers; whatever else is wrong stands on the document's own page.
      hrefOf={(row) => (row.tray === 'indexing' ? `/review?document=${row.id}` : `/documents/${row.id}`)}
      onNear={(row) => prefetch(row.id)}
      cells={(row) => [
        <Moment key="since" at={row.updatedAt} className={css.since} />,
        <ChannelMark key="channel" channel={row.channel} />,
        <Question key="question" row={row} />,
        <DocumentCell key="document" row={row} />,
        <ClassCell key="class" row={row} />,
      ]}
      notice={notice}
      footer={footer}
    />
  );
}

function Question({ row }: { row: DocumentRow }) {
  const say = useSayQuestion();
  const Icon = row.tray === 'quarantine' ? IconShieldExclamation : IconFlag3;
  return (
    <span className={css.question} data-tone={row.tray === 'indexing' ? 'person' : 'refused'}>
      <Icon size="1.1em" stroke={1.8} aria-hidden />
      <span>{say(row)}</span>
    </span>
  );
}
