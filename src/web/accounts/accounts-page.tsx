import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Account } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { ListEnd } from '../ui/list-end.tsx';
import { Moment } from '../ui/moment.tsx';
import { Rows } from '../ui/rows.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { AccountState } from './account-state.tsx';
import css from './accounts-page.module.css';
import { NewAccountDialog } from './new-account-dialog.tsx';

const hrefOf = (account: Account) => `/accounts?account=${encodeURIComponent(account.id)}`;

/** Who may sign in and as what; a row opens its account over the list. */
export function AccountsPage() {
  const { words } = useSpeech();
  const [params, setParams] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const opened = params.get('account');
  const may = useMay();
  const isAllowed = may('manageAccounts');
  useKeys(isAllowed ? [{ on: ['n'], label: words.keys.newAccount, run: () => setAdding(true) }] : []);
  if (!isAllowed) return <ForbiddenPage />;
  return (
    <div className={css.page}>
      <PageTitle title={words.accounts.title} intro={words.accounts.intro}>
        <Button leftSection={<IconUserPlus size="1.1rem" aria-hidden />} onClick={() => setAdding(true)}>
          {words.accounts.add}
        </Button>
      </PageTitle>
      <AccountList />
      {isAdding && <NewAccountDialog onClose={() => setAdding(false)} />}
      {opened !== null && <AccountDialog key={opened} id={opened} onClose={() => setParams({})} />}
    </div>
  );
}

function AccountList() {
  const { words } = useSpeech();
  const found = useInfiniteQuery(queries.accounts());
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const { accounts } = words;
  return (
    <div className={css.list}>
      {found.isPending && <RowSkeletons count={8} />}
      {found.isError && rows.length === 0 && <FailureState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && rows.length === 0 && (
        <EmptyState
          icon={<IconUsers size="2rem" stroke={1.4} />}
          title={accounts.emptyTitle}
          text={accounts.emptyText}
        />
      )}
      {rows.length > 0 && (
        <Rows
          label={accounts.list}
          className={css.columns}
          headings={[
            accounts.colDisplayName,
            accounts.colName,
            accounts.colRole,
            accounts.colLanguage,
            accounts.colState,
            accounts.colSeen,
          ]}
          rows={rows}
          keyOf={(row) => row.id}
          hrefOf={hrefOf}
          cells={(row) => [
            <Link key="display" to={hrefOf(row)} tabIndex={-1} className={css.display}>
              {row.displayName}
            </Link>,
            <span key="name" className={css.soft}>
              {row.name}
            </span>,
            words.roles[row.role],
            <span key="language" className={css.soft}>
              {accounts.languages[row.language]}
            </span>,
            <AccountState key="state" account={row} />,
            <span key="seen" className={css.soft}>
              {row.seenAt === null ? accounts.never : <Moment at={row.seenAt} />}
            </span>,
          ]}
          footer={<ListEnd query={found} count={rows.length} />}
        />
      )}
    </div>
  );
}
