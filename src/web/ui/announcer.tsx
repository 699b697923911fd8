import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useState } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => {});

/** One polite live region for the whole page: progress and results are told to those who do not see them. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback((sentence: string) => setSaid((before) => ({ sentence, turn: before.turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden role="status" aria-live="polite" aria-atomic="true">
        {/* The same sentence twice is two pieces of news; a turning no-break blank makes it a change. */}
        {said.sentence === '' ? '' : said.sentence + (said.turn % 2 === 0 ? '\u00a0' : '')}
      </VisuallyHidden>
    </AnnounceContext>
  );
}

export const useAnnounce = () => use(AnnounceContext);
