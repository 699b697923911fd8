import { IconFlag3, IconShieldExclamation } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import type { DocumentDetail } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { useMay } from '../frame/session.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import { OtherWays } from './other-ways.tsx';
import css from './question-panel.module.css';
import type { Answer } from './resolve-answer.ts';
import { ResolveForm } from './resolve-form.tsx';

/** What an order from this panel was, for the sentence that is said when it is done. */
export type Ordered = 'resolved' | 'restarted' | 'closed';

interface QuestionPanelProps {
  readonly document: DocumentDetail;
  /** Where the resolve form listens for words picked on the page. */
  readonly picker: RefObject<((word: string) => void) | null>;
  readonly onOrdered: (ordered: Ordered) => void;
}

/** A parked document's question, and every way to answer it. */
export function QuestionPanel({ document, picker, onOrdered }: QuestionPanelProps) {
  const { words, sayProblem } = useSpeech();
  const may = useMay();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [last, setLast] = useState<Ordered | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: ['document', document.id] });
  const order = useMutation({
    mutationFn: ({ run }: { ordered: Ordered; run: () => Promise<void> }) => run(),
    onMutate: ({ ordered }) => setLast(ordered),
    onSuccess: (_, { ordered }) => {
      announce(words.document[ordered]);
      onOrdered(ordered);
      void client.invalidateQueries({ queryKey: ['figures'] });
      return reload();
    },
  });
  const at = { revision: document.revision };
  const isIndexing = document.tray === 'indexing';
  const Icon = document.tray === 'quarantine' ? IconShieldExclamation : IconFlag3;
  return (
    <section className={css.panel} data-tone={isIndexing ? 'person' : 'refused'} aria-labelledby="question">
      <h2 id="question" className={css.question}>
        <Icon size="1.25rem" stroke={1.8} aria-hidden />
        {document.question === null ? words.statuses[document.status] : sayProblem(document.question)}
      </h2>
      {order.isError && <ProblemAlert error={order.error} onReload={() => void reload().then(() => order.reset())} />}
      {may('resolveDocuments') && isIndexing && (
        <ResolveForm
          document={document}
          picker={picker}
          isBusy={order.isPending && last === 'resolved'}
          onAnswer={(answer: Answer, whenSent) =>
            order.mutate({
              ordered: 'resolved',
              run: () => api.resolve(document.id, { ...at, ...answer }).then(whenSent),
            })
          }
        />
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
