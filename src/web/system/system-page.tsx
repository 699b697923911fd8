import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { ClassTable } from './class-table.tsx';
import { CustomerImport } from './customer-import.tsx';
import { LimitTable } from './limit-table.tsx';
import { ModelTable } from './model-table.tsx';
import { PartTable } from './part-table.tsx';
import css from './system-page.module.css';

/** What Mailroom runs on here, its limits and classes, and the customer master data. */
export function SystemPage() {
  const { words } = useSpeech();
  const may = useMay();
  const system = useQuery(queries.system());
  if (system.isError && system.data === undefined)
    return <FailureState error={system.error} onRetry={() => void system.refetch()} />;
  if (system.data === undefined) return <RowSkeletons count={10} />;
  return (
    <div className={css.page}>
      <PageTitle title={words.system.title} intro={words.system.version(system.data.version)} />
      <div className={css.parts}>
        <div className={css.column}>
          <PartTable parts={system.data.parts} />
          <ModelTable />
          <ClassTable />
        </div>
        <div className={css.column}>
          {may('importCustomers') && <CustomerImport />}
          <LimitTable limits={system.data.limits} />
        </div>
      </div>
    </div>
  );
}
