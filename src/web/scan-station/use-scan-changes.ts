import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { batchKey } from '../api/batches-api.ts';
import type { BatchDetail } from '../api/contract.ts';
import { useLive } from '../live/live.tsx';

/** Loads a batch again while its scans move; a change of the batch itself comes by its own event. */
export function useScanChanges(batch: BatchDetail | undefined): void {
  const client = useQueryClient();
  const { onDocuments } = useLive();
  useEffect(() => {
    if (batch === undefined) return;
    const ids = new Set(batch.scans.map(({ documentId }) => documentId));
    return onDocuments((changes) => {
      if ([...changes.keys()].some((id) => ids.has(id)))
        void client.invalidateQueries({ queryKey: batchKey(batch.id) });
    });
  }, [batch, client, onDocuments]);
}
