import { Gauge, type Registry } from 'prom-client';
import type { QualityFigures } from '../trays/quality-figures.ts';

const measureMilliseconds = 60_000;
const weeks = 12;

/** Proven precision, touchless share, drift and alarms of the last twelve weeks; measured at most once a minute. */
export function createQualityGauges(figures: QualityFigures, registers: Registry[]): { measure(): Promise<void> } {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `mailroom_quality_${name}`, help, labelNames, registers });
  const precision = gauge('precision', 'Proven share of right decisions made without a person, by part and bound.', [
    'part',
    'bound',
  ]);
  const checked = gauge('checked', 'Checks behind the precision, by part.', ['part']);
  const waiting = gauge('checks_waiting', 'Drawn documents that wait for a checker, by look.', ['look']);
  const errors = gauge('errors_uncorrected', 'Errors found whose documents nobody has put right yet.');
  const touchless = gauge('touchless', 'Share of documents that reached the work queue without a person.');
  const drift = gauge('drift', 'Population stability index against the first days of the model.', ['kind']);
  const alarm = gauge('alarm', '1 for each alarm that is raised.', ['kind']);
  let measuredAt = Number.NEGATIVE_INFINITY;

  return {
    async measure() {
      const at = performance.now();
      if (at - measuredAt < measureMilliseconds) return;
      measuredAt = at;
      const report = await figures.report(weeks);
      precision.reset();
      for (const [part, proven] of [
        ['class', report.classPrecision],
        ['customer', report.customerPrecision],
      ] as const) {
        checked.set({ part }, proven.checked);
        if (proven.share === null) continue;
        precision.set({ part, bound: 'estimate' }, proven.share);
        precision.set({ part, bound: 'from' }, proven.from);
        precision.set({ part, bound: 'to' }, proven.to);
      }
      waiting.set({ look: 'first' }, report.checks.open);
      waiting.set({ look: 'second' }, report.checks.disputed);
      errors.set(report.checks.uncorrected);
      if (report.touchless.share !== null) touchless.set(report.touchless.share);
      drift.reset();
      for (const { kind, index } of report.drift?.parts ?? []) drift.set({ kind }, index);
      alarm.reset();
      for (const { kind } of report.alarms) alarm.set({ kind }, 1);
    },
  };
}
