import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { Tray } from '../../domain/tray.ts';
import { ApiProblem } from '../api/api-problem.ts';
import type { DocumentDetail } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { MissingPage } from '../frame/missing-page.tsx';
import { useKeys } from '../keys/keys.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { Viewer } from '../viewer/viewer.tsx';
import { useSpeech } from '../words/words.tsx';
import { AnsweredBar } from './answered-bar.tsx';
import { ArchivePanel } from './archive-panel.tsx';
import { ClassPanel } from './class-panel.tsx';
import { CustomerPanel } from './customer-panel.tsx';
import { DocumentHead } from './document-head.tsx';
import css from './document-page.module.css';
import { DocumentText } from './document-text.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { MailPanel } from './mail-panel.tsx';
import { useMarkedFields } from './marked-fields.ts';
import { type Ordered, QuestionPanel } from './question-panel.tsx';
import { SiblingsPanel } from './siblings-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { WorkItemPanel } from './work-item-panel.tsx';

export function DocumentPage() {
  const { id = '' } = useParams();
  const document = useQuery(queries.document(id));
  if (document.isError && document.data === undefined) {
    // An address that leads nowhere is no failure that another try would mend.
    if (document.error instanceof ApiProblem && document.error.code === 'resource.missing') return <MissingPage />;
    return <FailureState error={document.error} onRetry={() => void document.refetch()} />;
  }
  if (document.data === undefined) {
    return (
      <div className={css.page}>
        <Viewer documentId={id} pages={[]} version="" absence="loading" />
        <RowSkeletons count={12} />
      </div>
    );
  }
  return <LoadedDocument key={id} document={document.data} />;
}

function LoadedDocument({ document }: { document: DocumentDetail }) {
  const { words } = useSpeech();
  const [active, setActive] = useState<string | null>(null);
  const [isText, setText] = useState(false);
  const [answered, setAnswered] = useState<{ ordered: Ordered; tray: Tray } | null>(null);
  const marked = useMarkedFields(document);
  useKeys([{ on: ['t'], label: words.keys.text, run: () => setText((before) => !before) }]);
  useStageAnnouncement(document);

  const toolbarStart = (
    <Toggle
      label={words.viewer.toolbar}
      value={isText ? 'text' : 'image'}
      onChange={(value) => setText(value === 'text')}
      options={[
        { value: 'image', label: words.document.image },
        { value: 'text', label: words.document.text },
      ]}
    />
  );
  return (
    <div className={css.page}>
      <Viewer
        documentId={document.id}
        pages={document.pages}
        version={versionOf(document)}
        fields={marked}
        active={active}
        onActive={setActive}
        absence={document.state === 'ready' || document.state === 'running' ? 'pending' : 'none'}
        toolbarStart={toolbarStart}
        instead={isText ? <DocumentText id={document.id} /> : undefined}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
      <div className={css.facts} tabIndex={0} role="group" aria-label={words.document.id}>
        <DocumentHead document={document} />
        {answered !== null && document.state !== 'parked' && <AnsweredBar {...answered} documentId={document.id} />}
        {document.state === 'parked' && (
          <QuestionPanel
            document={document}
            onOrdered={(ordered) => document.tray !== null && setAnswered({ ordered, tray: document.tray })}
          />
        )}
        {document.mail !== null && <MailPanel mail={document.mail} />}
        <ClassPanel document={document} />
        <CustomerPanel document={document} />
        <FieldsPanel document={document} active={active} onActive={setActive} />
        <WorkItemPanel document={document} />
        {document.siblings.length > 0 && <SiblingsPanel document={document} />}
        <ArchivePanel document={document} />
        <TimelinePanel document={document} />
      </div>
    </div>
  );
}

/** Changes when the page images were made anew (ordered again, or turned after reading), not with every stage or further page. */
const versionOf = (document: DocumentDetail) =>
  document.progress?.stage === 'preparation'
    ? ''
    : document.pages.map((page) => `${page.rotation}`).join('.') + document.pages.length;

/** Tells a screen reader when the document moves on while its page is open. */
function useStageAnnouncement({ stage, state }: DocumentDetail): void {
  const { words } = useSpeech();
  const announce = useAnnounce();
  const before = useRef(`${stage}/${state}`);
  useEffect(() => {
    if (before.current === `${stage}/${state}`) return;
    before.current = `${stage}/${state}`;
    announce(state === 'done' ? words.stageDots.done : words.document.liveChanged(words.stages[stage]));
  }, [stage, state, announce, words]);
}
