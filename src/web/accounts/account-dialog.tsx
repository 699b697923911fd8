import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Account, accountRequest } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { queries, sessionKey } from '../api/queries.ts';
import { useMe } from '../frame/session.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { AccountFields } from './account-fields.tsx';
import css from './account-form.module.css';
import { AccountState } from './account-state.tsx';
import { AccountWays } from './account-ways.tsx';
import { OneTimeLink } from './one-time-link.tsx';

/** One account: its name, role and language, and below the ways to shut it or to begin its password anew. */
export function AccountDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { words } = useSpeech();
  const found = useQuery(queries.account(id));
  const reset = useMutation({ mutationFn: (revision: number) => api.resetPassword(id, revision) });
  const refresh = useRefresh();
  if (reset.isSuccess) {
    return (
      <Dialog title={words.accounts.linkTitle(reset.data.account.displayName)} size="34rem" onClose={onClose}>
        <OneTimeLink made={reset.data} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={found.data?.displayName ?? words.accounts.title} size="30rem" onClose={onClose}>
      {found.isPending && <RowSkeletons count={4} />}
      {found.isError && found.data === undefined && (
        <FailureState error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data !== undefined && (
        // A fresh form for a fresh revision: what was typed on an old one could undo somebody else's change.
        <AccountForm key={found.data.revision} account={found.data} onReload={() => void found.refetch()}>
          {reset.isError && (
            <ProblemAlert
              error={reset.error}
              onReload={() => {
                reset.reset();
                void found.refetch();
              }}
            />
          )}
        </AccountForm>
      )}
      {found.data !== undefined && (
        <AccountWays
          account={found.data}
          isResetting={reset.isPending}
          onReset={() => reset.mutate(found.data.revision, { onSuccess: ({ account }) => refresh(account) })}
          onChanged={refresh}
          onReload={() => void found.refetch()}
        />
      )}
    </Dialog>
  );
}

function AccountForm({ account, onReload, children }: { account: Account; onReload: () => void; children: ReactNode }) {
  const { words } = useSpeech();
  const announce = useAnnounce();
  const refresh = useRefresh();
  const [facts, setFacts] = useState({
    displayName: account.displayName,
    role: account.role,
    language: account.language,
  });
  const change = useMutation({
    mutationFn: () => api.changeAccount(account.id, { revision: account.revision, ...facts }),
    onSuccess: (changed) => {
      refresh(changed);
      announce(words.accounts.saved(changed.displayName));
    },
  });
  const isNamed = accountRequest.shape.displayName.safeParse(facts.displayName).success;
  const isSame =
    facts.displayName === account.displayName && facts.role === account.role && facts.language === account.language;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isNamed && !isSame) change.mutate();
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <p className={css.hint}>
        {account.name} · <AccountState account={account} />
      </p>
      {change.isError && (
        <ProblemAlert
          error={change.error}
          onReload={() => {
            change.reset();
            onReload();
          }}
        />
      )}
      {children}
      <AccountFields
        value={facts}
        onChange={setFacts}
        displayNameError={isNamed ? null : words.accounts.displayNameWrong}
      />
      <div className={css.buttons}>
        <Button type="submit" loading={change.isPending} disabled={isSame || !isNamed}>
          {words.accounts.save}
        </Button>
      </div>
    </form>
  );
}

/** Puts an account as it is now wherever it is shown; one's own changes what the whole frame may show. */
function useRefresh(): (account: Account) => void {
  const client = useQueryClient();
  const me = useMe();
  return (account) => {
    client.setQueryData(queries.account(account.id).queryKey, account);
    void client.invalidateQueries({ queryKey: ['accounts'] });
    if (account.id === me.accountId) void client.invalidateQueries({ queryKey: sessionKey });
  };
}
