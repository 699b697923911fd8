import { Button } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { PageTitle } from './page-title.tsx';

export function MissingPage() {
  const { words } = useSpeech();
  return (
    <>
      <PageTitle title={words.common.missingTitle} isHidden />
      <EmptyState
        icon={<IconMapPinOff size="2rem" stroke={1.4} />}
        title={words.common.missingTitle}
        text={words.common.missingPage}
      >
        <Button component={Link} to="/" variant="default">
          {words.common.toStart}
        </Button>
      </EmptyState>
    </>
  );
}
