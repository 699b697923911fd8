import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/mailroom-api.ts';
import { sessionKey } from '../api/queries.ts';
import type { Language } from '../words/language.ts';
import { useSpeech } from '../words/words.tsx';

/** Changes the language here at once, and for the account on every other machine. */
export function useChooseLanguage(): (language: Language) => void {
  const { choose } = useSpeech();
  const client = useQueryClient();
  return (language) => {
    choose(language);
    if (!client.getQueryData(sessionKey)) return;
    // The page already speaks it; a server that missed it costs one more click elsewhere.
    api.changeLanguage(language).then(
      (me) => client.setQueryData(sessionKey, me),
      () => {},
    );
  };
}
