import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { AccountWithLink } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './account-form.module.css';

/** The link with which somebody chooses their password: whole, to be copied, and gone when this is closed. */
export function OneTimeLink({ made, onDone }: { made: AccountWithLink; onDone: () => void }) {
  const { words, formats } = useSpeech();
  const address = `${window.location.origin}/set-password?token=${made.link.token ?? ''}`;
  return (
    <div className={css.form}>
      <p role="status">{words.accounts.linkHint(formats.dateTime(made.link.expiresAt))}</p>
      <TextInput
        label={words.accounts.link}
        value={address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <div className={css.buttons}>
        <CopyButton value={address} timeout={4000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              leftSection={copied ? <IconCheck size="1rem" aria-hidden /> : <IconCopy size="1rem" aria-hidden />}
            >
              {copied ? words.common.copied : words.accounts.copy}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onDone}>
          {words.accounts.done}
        </Button>
      </div>
    </div>
  );
}
