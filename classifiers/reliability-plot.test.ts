import { expect, it } from 'vitest';
import { type JudgedAnswer, reportOn } from './evaluate.ts';
import { reliabilityPlot } from './reliability-plot.ts';

const answer = (confidence: number, isFirstRight: boolean): JudgedAnswer => ({
  truth: 'a',
  answer: isFirstRight ? 'a' : 'b',
  confidence,
  isFirstRight,
  isAuto: false,
  autoKey: null,
  truthSecond: null,
  second: null,
});

it('the plot shows every range of confidence that holds documents, and the error beside its title', () => {
  const report = reportOn([answer(0.95, true), answer(0.95, false), answer(0.25, false), answer(0.25, false)], 0);
  const plot = reliabilityPlot(report, 'Model <1> & others');
  expect(report.expectedCalibrationError).toBeCloseTo(0.35, 6);
  expect(plot.match(/<circle/g)).toHaveLength(2);
  expect(plot).toContain('4 documents, calibration error 0.350');
  expect(plot).toContain('Model &lt;1&gt; &amp; others');
});
