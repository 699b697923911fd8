import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { PageTitle } from './page-title.tsx';

/** An address that is not for this role: nothing is shown that could only be refused. */
export function ForbiddenPage() {
  const { words, sayProblem } = useSpeech();
  return (
    <>
      <PageTitle title={words.common.forbiddenTitle} isHidden />
      <EmptyState
        icon={<IconLock size="2rem" stroke={1.4} />}
        title={words.common.forbiddenTitle}
        text={sayProblem({ code: 'permission.missing', message: '' })}
      >
        <Button component={Link} to="/" variant="default">
          {words.common.toStart}
        </Button>
      </EmptyState>
    </>
  );
}
