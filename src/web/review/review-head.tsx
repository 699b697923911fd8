import { IconFlag3 } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { DueMark } from '../ui/due-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { useSayQuestion } from '../ui/use-say-question.ts';
import { useSpeech } from '../words/words.tsx';
import css from './review-head.module.css';
import type { ReviewWork } from './use-review-session.ts';

/** What is asked, and what one must know of the document to answer. */
export function ReviewHead({ work: { entry, document } }: { work: ReviewWork }) {
  const { words } = useSpeech();
  const say = useSayQuestion();
  return (
    <header className={css.head}>
      <p className={css.question}>
        <IconFlag3 size="1.2rem" stroke={1.8} aria-hidden />
        {say(document)}
      </p>
      <ul className={css.facts}>
        <li>
          <ChannelMark channel={document.channel} />
        </li>
        <li>
          {words.document.received} <Moment at={document.receivedAt} />
        </li>
        <li>
          <DueMark dueAt={entry.dueAt} />
        </li>
        <li className={css.file}>
          <Link to={`/documents/${document.id}`} title={words.review.openDocument}>
            {document.mail?.subject ?? document.filename}
          </Link>
        </li>
      </ul>
    </header>
  );
}
