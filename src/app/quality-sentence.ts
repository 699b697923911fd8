import type { ProvenShare } from '../rules/quality/proven-share.ts';
import type { QualityReport } from '../trays/quality-figures.ts';

/** The state of quality in one line, for `doctor` and the log. */
export function qualitySentence(report: QualityReport): { readonly detail: string; readonly state?: 'warning' } {
  const { checks, alarms } = report;
  const waiting = checks.open + checks.disputed;
  const facts = [
    `class ${proven(report.classPrecision)}`,
    `customer ${proven(report.customerPrecision)}`,
    ...(waiting > 0 ? [`${waiting} checks wait`] : []),
    ...(checks.uncorrected > 0 ? [`${checks.uncorrected} errors to be put right in the tray "indexing"`] : []),
  ].join(', ');
  if (alarms.length === 0) return { detail: facts };
  const reasons = alarms.map(
    ({ kind, measured, threshold }) => `${kind} is ${measured.toFixed(3)}, the threshold ${threshold}`,
  );
  return {
    state: 'warning',
    detail: `ALARM: ${reasons.join('; ')}. Look at the page "Quality"; train on corrections, or raise the thresholds of the classes that err. (${facts})`,
  };
}

function proven({ checked, share, from, to }: ProvenShare): string {
  if (share === null) return 'not checked yet';
  const percent = (value: number): string => (value * 100).toFixed(1);
  return `${percent(share)} % right, between ${percent(from)} and ${percent(to)}, of ${checked} checked`;
}
