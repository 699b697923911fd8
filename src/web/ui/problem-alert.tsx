import { Button } from '@mantine/core';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import { ApiProblem, isStale } from '../api/api-problem.ts';
import { useSpeech } from '../words/words.tsx';
import css from './problem-alert.module.css';

/** Why an order was refused. When someone else was faster, the way on is to see how it stands now. */
export function ProblemAlert({ error, onReload }: { error: unknown; onReload: () => void }) {
  const { words, sayError } = useSpeech();
  return (
    <div className={css.alert} role="alert">
      <IconAlertCircle size="1.2rem" aria-hidden />
      <div>
        <p className={css.title}>{isStale(error) ? words.common.staleTitle : words.common.failedTitle}</p>
        <p>{sayError(error)}</p>
        {error instanceof ApiProblem && error.code === 'request.invalid' && (
          <p className={css.detail}>{error.message}</p>
        )}
        {isStale(error) && (
          <Button
            className={css.reload}
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size="0.9rem" aria-hidden />}
            onClick={onReload}
          >
            {words.common.reload}
          </Button>
        )}
      </div>
    </div>
  );
}
