import { Button } from '@mantine/core';
import { IconAlertTriangle, IconEyeCheck, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { QualityAlarm, QualityReport } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { ForbiddenPage } from '../frame/forbidden-page.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { useSpeech } from '../words/words.tsx';
import { DriftCard } from './drift-card.tsx';
import { ErrorsCard } from './errors-card.tsx';
import { HeadFigures } from './head-figures.tsx';
import { percentText } from './percent-text.ts';
import css from './quality-page.module.css';
import { QualityTable } from './quality-table.tsx';
import { WeeksTable } from './weeks-table.tsx';

const spans = ['4', '12', '52'] as const;
type Span = (typeof spans)[number];

/** What samples prove about decisions made without a person; every number opens the list behind it. */
export function QualityPage() {
  const { words } = useSpeech();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const weeks: Span = spans.find((each) => each === params.get('weeks')) ?? '12';
  const report = useQuery({ ...queries.quality(Number(weeks)), enabled: may('readQuality') });
  if (!may('readQuality')) return <ForbiddenPage />;
  return (
    <div className={css.page}>
      <PageTitle title={words.quality.title} intro={words.quality.intro}>
        <div className={css.ways}>
          <Toggle
            label={words.quality.weeksOf}
            value={weeks}
            onChange={(value) => setParams({ weeks: value }, { replace: true })}
            options={spans.map((value) => ({ value, label: words.quality.weeksOption(Number(value)) }))}
          />
          {may('resolveDocuments') && (
            <Button component={Link} to="/quality/check" leftSection={<IconEyeCheck size="1.1rem" aria-hidden />}>
              {words.quality.check(report.data?.checks.forCaller ?? 0)}
            </Button>
          )}
        </div>
      </PageTitle>
      {report.isError && report.data === undefined && (
        <FailureState error={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.isPending && <RowSkeletons count={10} />}
      {report.data !== undefined && <Report report={report.data} />}
    </div>
  );
}

function Report({ report }: { report: QualityReport }) {
  const { words } = useSpeech();
  const isEmpty = report.touchless.alone + report.touchless.asked === 0 && report.classPrecision.checked === 0;
  if (isEmpty) {
    return (
      <EmptyState
        icon={<IconShieldCheck size="2rem" stroke={1.4} />}
        title={words.quality.emptyTitle}
        text={words.quality.emptyText}
      />
    );
  }
  return (
    <div className={css.report}>
      {report.alarms.map((alarm) => (
        <Alarm key={alarm.kind} alarm={alarm} />
      ))}
      <HeadFigures report={report} />
      <div className={css.parts}>
        <div className={css.column}>
          <QualityTable report={report} />
          <ErrorsCard />
        </div>
        <div className={css.column}>
          <DriftCard report={report} />
          <WeeksTable report={report} />
        </div>
      </div>
    </div>
  );
}

function Alarm({ alarm: { kind, measured, threshold } }: { alarm: QualityAlarm }) {
  const { words, language, formats } = useSpeech();
  const write = (value: number) =>
    kind === 'classPrecision' || kind === 'customerPrecision' ? percentText(language, value) : formats.number(value);
  return (
    <div className={css.alarm} role="alert">
      <IconAlertTriangle size="1.3rem" aria-hidden />
      <p>
        <strong>{words.quality.alarmTitle}.</strong> {words.quality.alarms[kind](write(measured), write(threshold))}
      </p>
    </div>
  );
}
