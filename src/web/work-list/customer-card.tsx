import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { useMay } from '../frame/session.tsx';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { Moment } from '../ui/moment.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './customer-card.module.css';

/** Whom the item concerns: master data, what else is open, what came in lately. */
export function CustomerCard({ customerNumber, documentId }: { customerNumber: string | null; documentId: string }) {
  const { words } = useSpeech();
  const may = useMay();
  if (customerNumber === null) {
    return (
      <Panel title={words.work.customer}>
        <p className={css.none}>{words.document.customerNone}</p>
      </Panel>
    );
  }
  if (!may('readCustomers')) return null;
  return <Known customerNumber={customerNumber} documentId={documentId} />;
}

function Known({ customerNumber, documentId }: { customerNumber: string; documentId: string }) {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  const query = useQuery(queries.customer(customerNumber));
  const customer = query.data;
  if (query.isError && customer === undefined)
    return <FailureState error={query.error} onRetry={() => void query.refetch()} />;
  if (customer === undefined) return <RowSkeletons count={3} />;
  const others = customer.recentDocuments.filter((row) => row.id !== documentId).slice(0, 4);
  return (
    <Panel title={words.work.customer}>
      <p className={css.name}>
        <Anchor component={Link} to={`/customers/${encodeURIComponent(customer.customerNumber)}`} inherit>
          {customer.displayName}
        </Anchor>
        <span className={css.number}>{customer.customerNumber}</span>
      </p>
      <p className={css.address}>{customer.displayAddress}</p>
      <Facts
        rows={[
          customer.contractNumbers.length === 0
            ? null
            : [words.work.customerContracts, customer.contractNumbers.join(', ')],
          customer.meterNumbers.length === 0 ? null : [words.work.customerMeters, customer.meterNumbers.join(', ')],
          customer.birthDate === null ? null : [words.customers.birthDate, formats.day(customer.birthDate)],
          customer.phone === null ? null : [words.customers.phone, customer.phone],
          customer.email === null ? null : [words.customers.email, customer.email],
          [words.work.customerOpenItems, formats.number(customer.openWorkItems.length)],
        ]}
      />
      {others.length > 0 && (
        <>
          <h3 className={css.heading}>{words.work.customerHistory}</h3>
          <ul className={css.history}>
            {others.map((row) => (
              <li key={row.id}>
                <Moment at={row.receivedAt} className={css.when} />
                <Link to={`/documents/${row.id}`}>
                  {row.classKey === null ? row.filename : nameClass(row.classKey)}
                </Link>
                <span className={css.channel}>
                  <ChannelMark channel={row.channel} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
