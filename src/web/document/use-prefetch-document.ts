import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { addresses } from '../api/mailroom-api.ts';
import { queries } from '../api/queries.ts';
import { firstWidthPx } from '../viewer/image-width.ts';

const restMs = 90;

/**
 * Fetches what a document page shows first (its facts, a small image of page 1) as soon as a pointer rests on its row,
 * so the page opens with paper on it. Passing over rows fetches nothing.
 */
export function usePrefetchDocument(): (id: string) => void {
  const client = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  return useCallback(
    (id) => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        void client.prefetchQuery({ ...queries.document(id), staleTime: 5_000 });
        new Image().src = addresses.pageImage(id, 1, firstWidthPx);
      }, restMs);
    },
    [client],
  );
}
