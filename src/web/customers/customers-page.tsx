import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAddressBook, IconSearch, IconUserOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { CustomerView } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useKeys } from '../keys/keys.tsx';
import { Rows } from '../ui/rows.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './customers-page.module.css';

const pathOf = (customer: CustomerView) => `/customers/${encodeURIComponent(customer.customerNumber)}`;

export function CustomersPage() {
  const { words, formats } = useSpeech();
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const found = useQuery({ ...queries.customers(q), placeholderData: keepPreviousData });
  const settle = useDebouncedCallback(
    (text: string) => setParams(text.trim() === '' ? {} : { q: text.trim() }, { replace: true }),
    200,
  );
  useKeys([{ on: ['/'], label: words.keys.filter, run: () => field.current?.focus() }]);
  const rows = found.data?.items ?? [];
  const total = found.data?.total ?? 0;
  return (
    <div className={css.page}>
      <PageTitle title={words.customers.title} intro={found.isSuccess ? words.customers.total(total) : ' '} />
      <search className={css.search}>
        <TextInput
          ref={field}
          type="search"
          leftSection={<IconSearch size="1rem" aria-hidden />}
          placeholder={words.customers.search}
          aria-label={words.customers.search}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            settle(event.currentTarget.value);
          }}
        />
      </search>
      <div className={css.list}>
        {found.isPending && <RowSkeletons count={14} />}
        {found.isError && rows.length === 0 && (
          <FailureState error={found.error} onRetry={() => void found.refetch()} />
        )}
        {found.isSuccess && rows.length === 0 && <NothingFound isSearch={q !== ''} />}
        {rows.length > 0 && (
          <Rows
            label={words.customers.list}
            className={css.columns}
            headings={[
              words.customers.colNumber,
              words.customers.colName,
              words.customers.colAddress,
              words.customers.colContracts,
            ]}
            rows={rows}
            keyOf={(row) => row.customerNumber}
            hrefOf={pathOf}
            cells={(row) => [
              <span key="number" className={css.number}>
                {row.customerNumber}
              </span>,
              <Link key="name" to={pathOf(row)} tabIndex={-1} className={css.name}>
                {row.displayName}
              </Link>,
              <span key="address" className={css.cut}>
                {row.displayAddress}
              </span>,
              <span key="contracts" className={css.contracts}>
                {row.contractNumbers.join(', ')}
              </span>,
            ]}
            footer={
              total > rows.length && (
                <p className={css.more}>
                  {words.customers.totalShown(formats.number(rows.length), formats.number(total))}
                </p>
              )
            }
          />
        )}
      </div>
    </div>
  );
}

function NothingFound({ isSearch }: { isSearch: boolean }) {
  const { words } = useSpeech();
  return isSearch ? (
    <EmptyState
      icon={<IconUserOff size="2rem" stroke={1.4} />}
      title={words.customers.noneTitle}
      text={words.customers.noneText}
    />
  ) : (
    <EmptyState
      icon={<IconAddressBook size="2rem" stroke={1.4} />}
      title={words.customers.emptyTitle}
      text={words.customers.emptyText}
    />
  );
}
