import { Button } from '@mantine/core';
import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Tray } from '../../domain/tray.ts';
import { api } from '../api/mailroom-api.ts';
import { useSpeech } from '../words/words.tsx';
import css from './answered-bar.module.css';
import type { Ordered } from './question-panel.tsx';

/** After an answer: said that it is done, and the next of the same tray one key away. */
export function AnsweredBar({ ordered, tray, documentId }: { ordered: Ordered; tray: Tray; documentId: string }) {
  const { words } = useSpeech();
  const next = useQuery({
    queryKey: ['nextInTray', tray, documentId],
    queryFn: ({ signal }) => api.documents({ tray }, null, 5, signal),
    staleTime: 0,
  });
  const nextRow = next.data?.items.find((row) => row.id !== documentId);
  return (
    <div className={css.bar}>
      <IconCircleCheck size="1.2rem" aria-hidden />
      <span className={css.said}>{words.document[ordered]}</span>
      {next.isSuccess &&
        (nextRow === undefined ? (
          <span className={css.empty}>{words.document.trayEmpty}</span>
        ) : (
          <NextLink to={`/documents/${nextRow.id}`} />
        ))}
    </div>
  );
}

/** Takes the focus, which lay in the form that is gone now: Enter goes on. */
function NextLink({ to }: { to: string }) {
  const { words } = useSpeech();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <Button
      ref={link}
      component={Link}
      to={to}
      size="xs"
      variant="default"
      rightSection={<IconArrowRight size="1rem" aria-hidden />}
    >
      {words.document.nextInTray}
    </Button>
  );
}
