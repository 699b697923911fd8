import { Anchor, Button } from '@mantine/core';
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { DocumentDetail, WorkItem } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { FieldsPanel } from '../document/fields-panel.tsx';
import { MailPanel } from '../document/mail-panel.tsx';
import { useMarkedFields } from '../document/marked-fields.ts';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { Viewer } from '../viewer/viewer.tsx';
import { useSpeech } from '../words/words.tsx';
import { CustomerCard } from './customer-card.tsx';
import { ItemActions } from './item-actions.tsx';
import css from './item-detail.module.css';
import { ItemHead } from './item-head.tsx';

interface ItemDetailProps {
  readonly id: string;
  readonly preview: WorkItem | undefined;
  readonly onBack: () => void;
  readonly onTaken: (item: WorkItem) => void;
  readonly onGone: (item: WorkItem) => void;
  readonly onBackAgain: (item: WorkItem) => void;
}

/** The paper, and beside it the item with its actions and the customer. */
export function ItemDetail({ id, preview, onBack, onTaken, onGone, onBackAgain }: ItemDetailProps) {
  const { words } = useSpeech();
  const query = useQuery({ ...queries.workItem(id), ...(preview === undefined ? {} : { placeholderData: preview }) });
  const item = query.data;
  if (query.isError && item === undefined)
    return <FailureState error={query.error} onRetry={() => void query.refetch()} />;
  if (item === undefined) return <RowSkeletons count={8} />;
  return (
    <div className={css.detail}>
      <Button
        className={css.back}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size="1rem" aria-hidden />}
        onClick={onBack}
      >
        {words.keys.back}
      </Button>
      <ItemPaper documentId={item.documentId}>
        {(document, fields) => (
          <>
            <ItemHead item={item} />
            <ItemActions item={item} onTaken={onTaken} onGone={onGone} onBackAgain={onBackAgain} />
            <CustomerCard customerNumber={item.customerNumber} documentId={item.documentId} />
            {document !== undefined && document.mail !== null && <MailPanel mail={document.mail} />}
            {fields}
            <p className={css.open}>
              <Anchor component={Link} to={`/documents/${item.documentId}`} className={css.link}>
                {words.work.openDocument} <IconExternalLink size="0.95em" aria-hidden />
              </Anchor>
            </p>
          </>
        )}
      </ItemPaper>
    </div>
  );
}

interface ItemPaperProps {
  readonly documentId: string;
  /** What stands beside the paper; `document` comes a little later than the item. */
  readonly children: (document: DocumentDetail | undefined, fields: ReactNode) => ReactNode;
}

/** Page image and fields, lighting each other. */
function ItemPaper({ documentId, children }: ItemPaperProps) {
  const { words } = useSpeech();
  const query = useQuery(queries.document(documentId));
  const [active, setActive] = useState<string | null>(null);
  const document = query.data;
  const marked = useMarkedFields(document);
  return (
    <>
      {query.isError && document === undefined ? (
        <FailureState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Viewer
          documentId={documentId}
          pages={document?.pages ?? noPages}
          version={String(document?.pages.length)}
          fields={marked}
          active={active}
          onActive={setActive}
          absence={document === undefined ? 'loading' : 'none'}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
      <div className={css.side} tabIndex={0} role="group" aria-label={words.work.details}>
        {children(document, document && <FieldsPanel document={document} active={active} onActive={setActive} />)}
      </div>
    </>
  );
}

const noPages: DocumentDetail['pages'] = [];
