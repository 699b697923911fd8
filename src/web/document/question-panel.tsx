import { Button } from '@mantine/core';
import { IconArrowRight, IconFlag3, IconShieldExclamation, IconUserEdit } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { DocumentDetail } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { useMay, useMe } from '../frame/session.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSayQuestion } from '../ui/use-say-question.ts';
import { useSpeech } from '../words/words.tsx';
import { OtherWays } from './other-ways.tsx';
import css from './question-panel.module.css';

/** What an order from this panel was, for the sentence that is said when it is done. */
export type Ordered = 'restarted' | 'closed';

interface QuestionPanelProps {
  readonly document: DocumentDetail;
  readonly onOrdered: (ordered: Ordered) => void;
}

/** A parked document's question, the way to the place where it is answered, and the ways around an answer. */
export function QuestionPanel({ document, onOrdered }: QuestionPanelProps) {
  const { words } = useSpeech();
  const say = useSayQuestion();
  const { accountId } = useMe();
  const may = useMay();
  const client = useQueryClient();
  const announce = useAnnounce();
  const reload = () => client.invalidateQueries({ queryKey: ['document', document.id] });
  const order = useMutation({
    mutationFn: ({ run }: { ordered: Ordered; run: () => Promise<void> }) => run(),
    onSuccess: (_, { ordered }) => {
      announce(words.document[ordered]);
      onOrdered(ordered);
      void client.invalidateQueries({ queryKey: ['figures'] });
      return reload();
    },
  });
  const at = { revision: document.revision };
  const held = document.heldBy === null || document.heldBy.accountId === accountId ? null : document.heldBy;
  const isIndexing = document.tray === 'indexing';
  const Icon = document.tray === 'quarantine' ? IconShieldExclamation : IconFlag3;
  return (
    <section className={css.panel} data-tone={isIndexing ? 'person' : 'refused'} aria-labelledby="question">
      <h2 id="question" className={css.question}>
        <Icon size="1.25rem" stroke={1.8} aria-hidden />
        {say(document)}
      </h2>
      {order.isError && <ProblemAlert error={order.error} onReload={() => void reload().then(() => order.reset())} />}
      {held !== null && (
        <p className={css.held}>
          <IconUserEdit size="1.1rem" stroke={1.7} aria-hidden />
          {words.review.inWork(held.name)}
        </p>
      )}
      {may('resolveDocuments') && isIndexing && held === null && (
        <Button
          component={Link}
          to={`/review?document=${document.id}`}
          className={css.answer ?? ''}
          rightSection={<IconArrowRight size="1rem" aria-hidden />}
        >
          {words.resolve.answer}
        </Button>
      )}
      {may('resolveDocuments') && (
        <OtherWays
          document={document}
          isOpen={!isIndexing}
          isBusy={order.isPending}
          onAgain={(from) => order.mutate({ ordered: 'restarted', run: () => api.again(document.id, { ...at, from }) })}
          onClose={(reason, whenSent) =>
            order.mutate({ ordered: 'closed', run: () => api.close(document.id, { ...at, reason }).then(whenSent) })
          }
        />
      )}
    </section>
  );
}
