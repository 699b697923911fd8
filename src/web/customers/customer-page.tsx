import { Anchor } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { queries } from '../api/queries.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { DocumentRows } from '../intake/document-rows.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import css from './customer-page.module.css';
import { OpenItems } from './open-items.tsx';

/** One customer: master data, what is open, and what came in lately. */
export function CustomerPage() {
  const { words } = useSpeech();
  const { number = '' } = useParams();
  const customer = useQuery(queries.customer(number));
  if (customer.isError && customer.data === undefined)
    return <FailureState error={customer.error} onRetry={() => void customer.refetch()} />;
  if (customer.data === undefined) return <RowSkeletons count={12} />;
  const found = customer.data;
  return (
    <div className={css.page}>
      <div className={css.head}>
        <nav className={css.trail} aria-label={words.keys.back}>
          <Anchor component={Link} to="/customers" inherit>
            {words.customers.title}
          </Anchor>
          <IconChevronRight size="0.9rem" aria-hidden />
          <span>{found.customerNumber}</span>
        </nav>
        <PageTitle title={found.displayName} intro={found.displayAddress} />
      </div>
      <div className={css.columns}>
        <aside className={css.facts} aria-label={words.document.customer}>
          <CustomerFacts customer={found} />
        </aside>
        <div className={css.lists}>
          <section aria-labelledby="open-items">
            <h2 id="open-items" className={css.heading}>
              {words.customers.openItems}
            </h2>
            <OpenItems items={found.openWorkItems} />
          </section>
          <section aria-labelledby="recent-documents">
            <div className={css.headingLine}>
              <h2 id="recent-documents" className={css.heading}>
                {words.customers.documents}
              </h2>
              {found.recentDocuments.length > 0 && (
                <Anchor
                  component={Link}
                  to={`/intake?customer=${encodeURIComponent(found.customerNumber)}`}
                  className={css.all}
                >
                  {words.customers.allDocuments}
                </Anchor>
              )}
            </div>
            {found.recentDocuments.length === 0 ? (
              <p className={css.none}>{words.customers.noDocuments}</p>
            ) : (
              <DocumentRows label={words.customers.documents} rows={found.recentDocuments} showsCustomer={false} />
            )}
          </section>
        </div>
      </div>
    </div>
  );
}
