import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useSpeech } from '../words/words.tsx';
import css from './list-end.module.css';

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** The foot of a long list: the next page comes by itself when it comes into sight, or by the button. */
export function ListEnd({ query, count }: { query: Paged; count: number }) {
  const { words } = useSpeech();
  const foot = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    const target = foot.current;
    if (target === null || !hasNextPage || isFetchNextPageError) return;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) void fetchNextPage();
      },
      { rootMargin: '600px' },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchNextPageError, fetchNextPage]);
  return (
    <div ref={foot} className={css.foot}>
      {hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          color="gray"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.common.loadMore}
        </Button>
      ) : (
        words.common.endOfList(count)
      )}
    </div>
  );
}
