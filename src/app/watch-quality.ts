import type { Log } from '../ports/log.ts';
import type { QualityFigures } from '../trays/quality-figures.ts';
import { qualitySentence } from './quality-sentence.ts';

const lookMilliseconds = 15 * 60_000;
const weeks = 12;

/** Says in the log when an alarm is raised, once until it has ended. Ends when disposed. */
export function watchQuality(figures: QualityFigures, log: Log): Disposable {
  let raised = new Set<string>();
  const look = async (): Promise<void> => {
    const report = await figures.report(weeks);
    const now = new Set(report.alarms.map(({ kind }) => kind as string));
    if ([...now].some((kind) => !raised.has(kind)))
      log.error({ alarms: [...now].join(',') }, qualitySentence(report).detail);
    raised = now;
  };
  const timer = setInterval(() => {
    look().catch(() => log.warn({}, 'Quality could not be measured; it is tried again.'));
  }, lookMilliseconds);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
