import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { CheckNext } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { Viewer } from '../viewer/viewer.tsx';
import { useSpeech } from '../words/words.tsx';
import { type Answered, CheckForm } from './check-form.tsx';
import css from './check-page.module.css';

type Stand =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'at'; readonly next: CheckNext };

/** The blind check: the document, large, and what a person says it is; nothing of what the machine made of it. */
export function CheckPage() {
  const { words } = useSpeech();
  const may = useMay();
  if (!may('resolveDocuments')) return <ForbiddenPage />;
  return (
    <div className={css.page}>
      <PageTitle title={words.quality.checkTitle} isHidden />
      <Session />
    </div>
  );
}

function Session() {
  const { words } = useSpeech();
  const may = useMay();
  const announce = useAnnounce();
  const [stand, setStand] = useState<Stand>({ kind: 'loading' });

  const turn = useRef(0);
  const takeNext = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    let next: Stand;
    try {
      next = { kind: 'at', next: await api.qualityNext([]) };
    } catch (error) {
      next = { kind: 'failed', error };
    }
    // A later question has been asked meanwhile, or the page was left.
    if (mine === turn.current) setStand(next);
  }, []);
  useEffect(() => {
    void takeNext();
    return () => {
      turn.current += 1;
    };
  }, [takeNext]);

  if (stand.kind === 'failed') return <FailureState error={stand.error} onRetry={() => void takeNext()} />;
  if (stand.kind === 'loading') {
    return (
      <div className={css.desk}>
        <Viewer documentId="" pages={[]} version="" absence="loading" />
        <RowSkeletons count={8} />
      </div>
    );
  }
  const { check, left } = stand.next;
  if (check === null) {
    return (
      <EmptyState
        icon={<IconShieldCheck size="2rem" stroke={1.4} />}
        title={words.quality.doneTitle}
        text={words.quality.doneText}
      >
        {may('readQuality') && (
          <Button component={Link} to="/quality" variant="default">
            {words.quality.toPage}
          </Button>
        )}
      </EmptyState>
    );
  }
  const answer = async (said: Answered) => {
    await api.qualityAnswer(check.id, said);
    announce(words.quality.noted);
    await takeNext();
  };
  const pass = async () => {
    await api.qualityPass(check.id);
    announce(words.quality.passed);
    await takeNext();
  };
  return (
    <div className={css.desk}>
      <Viewer documentId={check.documentId} pages={check.pages} version={check.id} absence="none" />
      <CheckForm key={`${check.id}/${check.look}`} check={check} left={left} onAnswer={answer} onPass={pass} />
    </div>
  );
}
