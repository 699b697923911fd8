import { writeFile } from 'node:fs/promises';
import { defaultDocumentClasses } from '../../../classifiers/document-classes.ts';
import { evaluate } from '../../../classifiers/evaluate.ts';
import { readExamples } from '../../../classifiers/read-examples.ts';
import { reliabilityPlot } from '../../../classifiers/reliability-plot.ts';
import { defaultEvaluationDir, trainDefault } from '../../../classifiers/train-default.ts';
import type { Classification } from '../../domain/document-class.ts';
import { decideClass } from '../../rules/classes/decide-class.ts';
import type { GlobalOptions } from '../main.ts';
import { createOutput } from '../output.ts';
import { modelToMeasure, originInWords } from './model-to-measure.ts';
import { trainCandidate } from './train-candidate.ts';

export interface TrainOptions extends GlobalOptions {
  readonly data?: string;
  readonly out?: string;
  readonly fromCorrections?: boolean;
}

export interface EvaluateOptions extends GlobalOptions {
  readonly data?: string;
  readonly model?: string;
  readonly plot?: string;
}

const decide = (classification: Classification) => decideClass(classification, defaultDocumentClasses);
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

export async function train(options: TrainOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const progress = output.progress('Percent trained', 100);
  if (options.out === undefined || options.fromCorrections) {
    const now = new Date();
    const onProgress = (share: number): void => progress.advance(Math.round(share * 100));
    const { model, ...learnt } = await trainCandidate(options, { decide, now, onProgress });
    progress.end();
    for (const { classes, documents } of learnt.contradictions)
      output.note(`Contradictory, not learnt: ${documents.join(', ')} (${classes.join(' or ')})`);
    output.result(
      { ...model, ...learnt },
      `Trained ${model.name} ${model.version} and kept it as candidate ${model.id}: ${JSON.stringify(model.metrics, null, 2)}\n` +
        `See who would move where with "mailroom classifier compare ${model.id}"; put it in force with "mailroom classifier activate ${model.id}".`,
    );
    return;
  }
  const model = await trainDefault({
    decide,
    now: new Date(),
    onProgress: (share) => progress.advance(Math.round(share * 100)),
    ...(options.data ? { trainingDir: options.data } : {}),
    ...(options.out ? { modelDir: options.out } : {}),
  });
  progress.end();
  output.result(
    model.card,
    `Trained ${model.card.name} ${model.card.version}: ${JSON.stringify(model.card.metrics, null, 2)}`,
  );
}

export async function evaluateModel(options: EvaluateOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const measured = await modelToMeasure(options);
  const { classifier } = measured;
  const report = evaluate(classifier, await readExamples(options.data ?? defaultEvaluationDir), decide);
  if (options.plot) {
    const title = `Reliability of ${classifier.name} ${classifier.version}`;
    await writeFile(options.plot, reliabilityPlot(report, title));
    output.note(`Plot written to ${options.plot}`);
  }
  output.result(
    {
      model: { id: measured.id, origin: measured.origin, name: classifier.name, version: classifier.version },
      ...report,
    },
    [
      originInWords(measured),
      `${report.exampleCount} texts: first class right ${percent(report.accuracy)}, decided alone ${percent(report.autoShare)} and of those right ${percent(report.autoPrecision)},`,
      `expected calibration error ${report.expectedCalibrationError.toFixed(3)}, ${report.millisecondsEach.toFixed(2)} ms a text`,
      ...report.confusion.slice(0, 15).map(({ truth, answer, count }) => `  ${truth} taken for ${answer}: ${count}`),
    ].join('\n'),
  );
}
