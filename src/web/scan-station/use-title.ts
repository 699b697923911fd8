import { useEffect } from 'react';
import type { BatchDetail } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import { useProfileName } from './use-profile-name.ts';

/** Names the browser's tab after the batch; its heading stands in the head line. */
export function useTitle({ profile }: BatchDetail): void {
  const { words } = useSpeech();
  const name = useProfileName()(profile);
  useEffect(() => {
    document.title = `${name} · ${words.batches.title} · ${words.common.product}`;
  }, [name, words]);
}
