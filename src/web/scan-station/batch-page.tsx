import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { batchQueries } from '../api/batches-api.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { BatchDesk } from './batch-desk.tsx';
import { useScanChanges } from './use-scan-changes.ts';

/** One batch on the light table. */
export function BatchPage() {
  const { id = '' } = useParams();
  return <LoadedBatch key={id} id={id} />;
}

function LoadedBatch({ id }: { id: string }) {
  const { words } = useSpeech();
  const client = useQueryClient();
  const found = useQuery(batchQueries.one(client, id));
  useScanChanges(found.data);
  if (found.data !== undefined) return <BatchDesk batch={found.data} />;
  return (
    <>
      <PageTitle title={words.lightTable.label} isHidden />
      {found.isError ? (
        <FailureState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <RowSkeletons count={8} />
      )}
    </>
  );
}
