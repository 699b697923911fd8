import { Anchor } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DocumentDetail } from '../api/contract.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { StageDots } from '../ui/stage-dots.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { sayRemark } from '../words/say-remark.ts';
import { useSpeech } from '../words/words.tsx';
import css from './document-head.module.css';

export function DocumentHead({ document }: { document: DocumentDetail }) {
  const { words, formats, language } = useSpeech();
  const nameClass = useClassName();
  const isWaiting = document.state === 'parked' && document.tray !== null;
  const title = document.mail?.subject ?? document.filename;
  return (
    <div className={css.head}>
      <nav className={css.trail} aria-label={words.keys.back}>
        <Anchor component={Link} to={isWaiting ? `/trays?tray=${document.tray}` : '/intake'}>
          {isWaiting && document.tray !== null
            ? `${words.frame.trays}: ${words.trays[document.tray]}`
            : words.frame.intake}
        </Anchor>
        <IconChevronRight size="0.9rem" aria-hidden />
        <span>{document.classKey === null ? words.document.classNone : nameClass(document.classKey)}</span>
      </nav>
      <PageTitle title={title} isHidden />
      <p className={css.title} aria-hidden>
        {title}
      </p>
      <div className={css.line}>
        <StateMark status={document.status} isLarge />
        <StageDots document={document} />
        {document.state !== 'done' && <span className={css.stage}>{words.stages[document.stage]}</span>}
      </div>
      {document.progress !== null && (
        <p className={css.progress}>
          <progress value={document.progress.done} max={document.progress.total} aria-hidden />
          {words.document.progress(formats.number(document.progress.done), formats.number(document.progress.total))}
        </p>
      )}
      <ul className={css.facts}>
        <li>
          <ChannelMark channel={document.channel} />
        </li>
        <li>
          {words.document.received} <Moment at={document.receivedAt} style="dateTime" />
        </li>
        {document.pageCount !== null && <li>{words.common.pages(document.pageCount)}</li>}
        {document.mail?.subject !== undefined && document.mail.subject !== null && <li>{document.filename}</li>}
      </ul>
      {document.remarks.length > 0 && (
        <ul className={css.remarks} aria-label={words.document.remarks}>
          {document.remarks.map((remark) => (
            <li key={remark}>{sayRemark(remark, language)}</li>
          ))}
        </ul>
      )}
      {document.status === 'duplicate' && (
        <p className={css.remarks}>
          {words.document.duplicate}{' '}
          {document.result.duplicateOf !== null && (
            <Anchor component={Link} to={`/documents/${document.result.duplicateOf}`} inherit>
              {words.document.duplicateOpen}
            </Anchor>
          )}
        </p>
      )}
    </div>
  );
}
