import { useQuery } from '@tanstack/react-query';
import { batchQueries } from '../api/batches-api.ts';
import { useSpeech } from '../words/words.tsx';

/** Names scan profiles in the reader's language; the key itself for one that is no longer set up. */
export function useProfileName(): (key: string) => string {
  const { language } = useSpeech();
  const { data } = useQuery(batchQueries.profiles());
  return (key) => data?.items.find((one) => one.key === key)?.name[language] ?? key;
}
