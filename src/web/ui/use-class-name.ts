import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { useSpeech } from '../words/words.tsx';

/** Names classes in the reader's language; the key itself for one that is no longer in the taxonomy. */
export function useClassName(): (key: string) => string {
  const { language } = useSpeech();
  const { data } = useQuery(queries.classes());
  return (key) => data?.find((one) => one.key === key)?.names[language] ?? key;
}
