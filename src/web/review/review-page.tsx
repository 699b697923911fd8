import { Button } from '@mantine/core';
import { IconCircleCheck, IconCoffee, IconPlayerPause, IconUserEdit } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { type ReviewFilter, reviewFilter } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { queries } from '../api/queries.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay, useMe } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { dropDraft, keepDraft } from '../ui/use-draft.ts';
import { useUndo } from '../ui/use-undo.tsx';
import { Viewer } from '../viewer/viewer.tsx';
import { useSpeech } from '../words/words.tsx';
import deskCss from './review-desk.module.css';
import { draftKey, ReviewDesk } from './review-desk.tsx';
import type { Answer, ReviewDraft } from './review-draft.ts';
import css from './review-page.module.css';
import { ReviewStrip } from './review-strip.tsx';
import { useIdle } from './use-idle.ts';
import { type ReviewWork, useReviewSession } from './use-review-session.ts';

/** Where people answer what the machine was not sure about, one document after the other. */
export function ReviewPage() {
  const { words } = useSpeech();
  const may = useMay();
  const [params] = useSearchParams();
  if (!may('resolveDocuments')) return <ForbiddenPage />;
  const filter = filterOf(params);
  return (
    <div className={css.page}>
      <PageTitle title={words.review.title} isHidden />
      <ReviewStrip mode="documents" filter={filter} />
      <Session key={JSON.stringify(filter)} filter={filter} />
    </div>
  );
}

/** What is not understood is left out: an old link shows more rather than an error. */
function filterOf(params: URLSearchParams): ReviewFilter {
  const filter: ReviewFilter = {};
  for (const name of ['class', 'language', 'channel'] as const) {
    const value = params.get(name);
    const parsed = reviewFilter.shape[name].safeParse(value ?? undefined);
    if (value !== null && parsed.success) Object.assign(filter, { [name]: parsed.data });
  }
  return filter;
}

function Session({ filter }: { filter: ReviewFilter }) {
  const { words, formats } = useSpeech();
  const [params, setParams] = useSearchParams();
  const { accountId } = useMe();
  const announce = useAnnounce();
  const offerUndo = useUndo();
  const nameClass = useClassName();
  const queue = useQuery(queries.reviewQueue(filter));
  const session = useReviewSession(filter, params.get('document'));
  const { stand } = session;
  useIdle(stand.kind === 'at' ? (queue.data?.idleSeconds ?? 180) : null, session.pause);

  // The wanted document is begun with; a reload later is not to begin with it again.
  useEffect(() => {
    if (stand.kind !== 'at' || !params.has('document')) return;
    setParams(
      (before) => {
        before.delete('document');
        return before;
      },
      { replace: true },
    );
  }, [stand.kind, params, setParams]);

  const answer = async (work: ReviewWork, said: Answer, draft: ReviewDraft, seconds: number) => {
    const { id, revision } = work.document;
    const what = nameClass(said.classKey);
    session.sent(id);
    let answered: number;
    try {
      ({ revision: answered } = await api.resolve(id, { revision, ...said, seconds, isUndoable: true }));
    } catch (error) {
      session.bringBack(work, error);
      return;
    }
    session.arrived(id);
    dropDraft(accountId, draftKey(id));
    const done = words.review.answered(what);
    announce(done);
    offerUndo(done, async () => {
      await api.undoAnswer(id, answered);
      const again = await api.reviewDocument(id);
      // As it was answered, to be corrected and not to be done all over.
      keepDraft(accountId, draftKey(id), draft);
      session.bringBack(again);
      announce(words.review.undone(what));
    });
  };

  const waiting = (queue.data?.total ?? 0) - (queue.data?.held ?? 0);
  switch (stand.kind) {
    case 'loading':
      return (
        <div className={deskCss.desk}>
          <Viewer documentId="" pages={[]} version="" absence="loading" />
          <div className={deskCss.answer} aria-busy>
            <RowSkeletons count={10} />
          </div>
        </div>
      );
    case 'failed':
      return <FailureState error={stand.error} onRetry={session.retry} />;
    case 'at':
      return (
        <ReviewDesk
          key={`${stand.work.entry.id}/${stand.work.document.revision}`}
          work={stand.work}
          refused={stand.refused}
          onAnswer={(said, draft, seconds) => void answer(stand.work, said, draft, seconds)}
          onPutBack={() => {
            session.putBack();
            announce(words.review.putBackDone);
          }}
          onReload={() => void session.take(stand.work.entry.id)}
          progress={
            <>
              {queue.data !== undefined && words.review.left(Math.max(1, waiting))}
              {queue.data?.secondsEach != null && (
                <span title={words.review.secondsHint}>
                  , {words.review.seconds(formats.number(Math.max(1, Math.round(queue.data.secondsEach))))}
                </span>
              )}
            </>
          }
        />
      );
    case 'paused':
      return (
        <Rest
          icon={<IconPlayerPause size="2rem" stroke={1.4} />}
          title={words.review.pausedTitle}
          text={words.review.pausedText(formats.duration((queue.data?.idleSeconds ?? 180) * 1000))}
          action={words.review.resume}
          onAction={() => void session.take(stand.id)}
        />
      );
    case 'lost':
      return (
        <Rest
          icon={<IconUserEdit size="2rem" stroke={1.4} />}
          title={stand.by === null ? words.review.goneTitle : words.review.takenTitle(stand.by)}
          text={stand.by === null ? words.review.goneText : words.review.takenText}
          action={words.review.takeNext}
          onAction={() => void session.goOn()}
        />
      );
    case 'empty':
      if (session.skipped.length > 0 && waiting > 0 && waiting <= session.skipped.length)
        return (
          <Rest
            icon={<IconCircleCheck size="2rem" stroke={1.4} />}
            title={words.review.skippedTitle(waiting)}
            text={words.review.skippedText}
            action={words.review.skippedAgain}
            onAction={session.lookAgain}
          />
        );
      if (waiting > 0)
        return (
          <Rest
            icon={<IconCoffee size="2rem" stroke={1.4} />}
            title={words.review.arrivedTitle(waiting)}
            text={words.review.arrivedText}
            action={words.review.begin}
            onAction={() => void session.goOn()}
          />
        );
      return <NothingLeft filter={filter} held={queue.data?.held ?? 0} onShowAll={() => setParams({})} />;
  }
}

function NothingLeft({ filter, held, onShowAll }: { filter: ReviewFilter; held: number; onShowAll: () => void }) {
  const { words } = useSpeech();
  const all = useQuery(queries.reviewQueue({}));
  const isFiltered = Object.keys(filter).length > 0;
  const others = (all.data?.total ?? 0) > 0;
  if (held > 0)
    return (
      <EmptyState
        icon={<IconUserEdit size="2rem" stroke={1.4} />}
        title={words.review.othersTitle}
        text={words.review.othersText(held)}
      />
    );
  return (
    <EmptyState
      icon={<IconCircleCheck size="2rem" stroke={1.4} />}
      title={words.review.emptyTitle}
      text={isFiltered && others ? words.review.emptyFilteredText : words.review.emptyText}
    >
      {isFiltered && others && (
        <Button variant="default" onClick={onShowAll}>
          {words.review.showAll}
        </Button>
      )}
    </EmptyState>
  );
}

/** Nothing in hand, and one way on: Enter. */
function Rest(props: { icon: ReactNode; title: string; text: string; action: string; onAction: () => void }) {
  useKeys([{ on: ['Enter'], label: props.action, run: props.onAction }]);
  return (
    <div role="status">
      <EmptyState icon={props.icon} title={props.title} text={props.text}>
        <Button onClick={props.onAction} rightSection={<kbd aria-hidden>⏎</kbd>} className={css.way ?? ''}>
          {props.action}
        </Button>
      </EmptyState>
    </div>
  );
}
