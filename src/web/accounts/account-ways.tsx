import { Button } from '@mantine/core';
import { IconKey, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Account } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { useMe } from '../frame/session.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './account-form.module.css';

interface AccountWaysProps {
  readonly account: Account;
  readonly isResetting: boolean;
  readonly onReset: () => void;
  readonly onChanged: (account: Account) => void;
  readonly onReload: () => void;
}

/** What ends somebody's sessions is asked twice: it cannot be undone for whoever was in the middle of a sentence. */
export function AccountWays({ account, isResetting, onReset, onChanged, onReload }: AccountWaysProps) {
  const { words } = useSpeech();
  const me = useMe();
  const switchOver = useMutation({
    mutationFn: () => api.changeAccount(account.id, { revision: account.revision, isDisabled: !account.isDisabled }),
    onSuccess: onChanged,
  });
  const { accounts } = words;
  return (
    <div className={css.ways}>
      {switchOver.isError && (
        <ProblemAlert
          error={switchOver.error}
          onReload={() => {
            switchOver.reset();
            onReload();
          }}
        />
      )}
      {account.isDisabled ? (
        <div className={css.way}>
          <p>{accounts.enableHint}</p>
          <Button
            variant="default"
            loading={switchOver.isPending}
            leftSection={<IconLockOpen size="1rem" aria-hidden />}
            onClick={() => switchOver.mutate()}
          >
            {accounts.enable}
          </Button>
        </div>
      ) : (
        <>
          {account.isDemo || account.id === me.accountId ? (
            <p className={css.hint}>{account.isDemo ? accounts.isDemo : accounts.isOwn}</p>
          ) : (
            <Way
              hint={accounts.resetHint}
              label={accounts.reset}
              confirm={accounts.resetConfirm}
              icon={<IconKey size="1rem" aria-hidden />}
              isBusy={isResetting}
              onConfirm={onReset}
            />
          )}
          <Way
            hint={accounts.disableHint}
            label={accounts.disable}
            confirm={accounts.disableConfirm}
            icon={<IconLock size="1rem" aria-hidden />}
            isBusy={switchOver.isPending}
            onConfirm={() => switchOver.mutate()}
          />
        </>
      )}
    </div>
  );
}

interface WayProps {
  readonly hint: string;
  readonly label: string;
  readonly confirm: string;
  readonly icon: ReactNode;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
}

function Way({ hint, label, confirm, icon, isBusy, onConfirm }: WayProps) {
  const { words } = useSpeech();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className={css.way}>
      <p>{hint}</p>
      {isAsked ? (
        <div className={css.buttons}>
          <Button
            autoFocus
            loading={isBusy}
            onClick={() => {
              setAsked(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
          <Button variant="default" onClick={() => setAsked(false)}>
            {words.accounts.cancel}
          </Button>
        </div>
      ) : (
        <Button variant="default" loading={isBusy} leftSection={icon} onClick={() => setAsked(true)}>
          {label}
        </Button>
      )}
    </div>
  );
}
