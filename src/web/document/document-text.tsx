import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './document-text.module.css';

/** What was read, page by page, as text to mark and copy. */
export function DocumentText({ id }: { id: string }) {
  const { words } = useSpeech();
  const text = useQuery(queries.documentText(id));
  if (text.isError) return <FailureState error={text.error} onRetry={() => void text.refetch()} />;
  if (text.data === undefined) return <RowSkeletons count={10} />;
  const pages = text.data.text.split('\f').map((page) => page.trim());
  if (pages.every((page) => page === '')) return <p className={css.none}>{words.document.textNone}</p>;
  return (
    <div className={css.text}>
      <CopyButton value={text.data.text}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="xs"
            onClick={copy}
            className={css.copy}
            leftSection={copied ? <IconCheck size="1rem" aria-hidden /> : <IconCopy size="1rem" aria-hidden />}
          >
            {copied ? words.common.copied : words.document.textCopy}
          </Button>
        )}
      </CopyButton>
      {pages.map((page, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are their numbers
        <section key={index} className={css.page} aria-label={words.common.pageOf(index + 1, pages.length)}>
          {pages.length > 1 && <p className={css.number}>{words.common.pageOf(index + 1, pages.length)}</p>}
          <pre className={css.words}>{page}</pre>
        </section>
      ))}
    </div>
  );
}
