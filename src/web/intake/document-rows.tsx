import { IconArrowNarrowRight, IconCircleCheck, IconFlag3, IconLoader2, IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DocumentRow } from '../api/contract.ts';
import { usePrefetchDocument } from '../document/use-prefetch-document.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { Rows } from '../ui/rows.tsx';
import { StageDots } from '../ui/stage-dots.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSayQuestion } from '../ui/use-say-question.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './document-rows.module.css';

interface DocumentRowsProps {
  readonly label: string;
  readonly rows: readonly DocumentRow[];
  /** Off where all rows belong to the same one. */
  readonly showsCustomer?: boolean;
  readonly notice?: ReactNode;
  readonly footer?: ReactNode;
}

/** Documents as the intake shows them: one row each, six dots for the six stages. */
export function DocumentRows({ label, rows, showsCustomer = true, notice, footer }: DocumentRowsProps) {
  const { words } = useSpeech();
  const prefetch = usePrefetchDocument();
  const { intake } = words;
  return (
    <Rows
      label={label}
      className={css.columns}
      headings={[
        intake.colReceived,
        intake.colChannel,
        showsCustomer ? intake.colDocument : words.trayPage.colDocument,
        intake.colClass,
        intake.colStages,
        intake.colWhere,
      ]}
      rows={rows}
      keyOf={(row) => row.id}
      hrefOf={(row) => `/documents/${row.id}`}
      onNear={(row) => prefetch(row.id)}
      cells={(row) => [
        <Moment key="received" at={row.receivedAt} className={css.received} />,
        <ChannelMark key="channel" channel={row.channel} />,
        <DocumentCell key="document" row={row} showsCustomer={showsCustomer} />,
        <ClassCell key="class" row={row} />,
        <StageDots key="stages" document={row} />,
        <WhereCell key="where" row={row} />,
      ]}
      notice={notice}
      footer={footer}
    />
  );
}

export function DocumentCell({ row, showsCustomer = true }: { row: DocumentRow; showsCustomer?: boolean }) {
  const { words } = useSpeech();
  const customer = showsCustomer ? row.customerName : null;
  return (
    <span className={css.document}>
      {row.parentId !== null && (
        <span title={words.intake.isAttachment} className={css.clip}>
          <IconPaperclip size="1rem" stroke={1.6} role="img" aria-label={words.intake.isAttachment} />
        </span>
      )}
      <Link to={`/documents/${row.id}`} tabIndex={-1} className={css.name} data-known={customer !== null || undefined}>
        {customer ?? row.filename}
      </Link>
      {showsCustomer && row.customerNumber !== null && <span className={css.number}>{row.customerNumber}</span>}
      {customer !== null && <span className={css.file}>{row.filename}</span>}
    </span>
  );
}

export function ClassCell({ row }: { row: DocumentRow }) {
  const { formats } = useSpeech();
  const nameClass = useClassName();
  if (row.classKey === null) return null;
  return (
    <span className={css.class}>
      <span className={css.className}>{nameClass(row.classKey)}</span>
      {row.classConfidence !== null && <span className={css.percent}>{formats.percent(row.classConfidence)}</span>}
    </span>
  );
}

function WhereCell({ row }: { row: DocumentRow }) {
  const { words } = useSpeech();
  const say = useSayQuestion();
  if (row.state === 'parked') {
    const question = say(row);
    return (
      <span className={css.where} data-tone={row.status === 'review' ? 'person' : 'refused'} title={question}>
        <IconFlag3 size="1.05em" stroke={2} aria-hidden />
        <span className={css.question}>{question}</span>
      </span>
    );
  }
  if (row.state !== 'done') {
    return (
      <span className={css.where} data-tone={row.state === 'running' ? 'running' : undefined}>
        {row.state === 'running' && <IconLoader2 size="1.05em" stroke={2} aria-hidden className={css.turning} />}
        {words.stages[row.stage]}
      </span>
    );
  }
  if (row.status !== 'routed' || row.queue === null) return <StateMark status={row.status} />;
  return (
    <span className={css.where} data-tone="done">
      <IconCircleCheck size="1.1em" stroke={2} role="img" aria-label={words.statuses.routed} />
      <IconArrowNarrowRight size="1.1em" aria-hidden className={css.arrow} />
      <span className={css.queue}>{wordFor(words.queues, row.queue)}</span>
    </span>
  );
}
