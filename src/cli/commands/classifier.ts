import { defaultDocumentClasses } from '../../../classifiers/document-classes.ts';
import { evaluate } from '../../../classifiers/evaluate.ts';
import { loadClassifier } from '../../../classifiers/load-classifier.ts';
import { readExamples } from '../../../classifiers/read-examples.ts';
import { defaultEvaluationDir, trainDefault } from '../../../classifiers/train-default.ts';
import type { Classification } from '../../domain/document-class.ts';
import { decideClass } from '../../rules/classes/decide-class.ts';
import type { GlobalOptions } from '../main.ts';
import { createOutput } from '../output.ts';

export interface TrainOptions extends GlobalOptions {
  readonly data?: string;
  readonly out?: string;
}

export interface EvaluateOptions extends GlobalOptions {
  readonly data?: string;
  readonly model?: string;
}

const decide = (classification: Classification) => decideClass(classification, defaultDocumentClasses);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export async function train(options: TrainOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const progress = output.progress('Percent trained', 100);
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
  const classifier = await loadClassifier(options.model ? { modelDir: options.model } : {});
  const report = evaluate(classifier, await readExamples(options.data ?? defaultEvaluationDir), decide);
  output.result(
    report,
    [
      `${report.exampleCount} texts: first class right ${percent(report.accuracy)}, decided alone ${percent(report.autoShare)} and of those right ${percent(report.autoPrecision)},`,
      `expected calibration error ${report.expectedCalibrationError.toFixed(3)}, ${report.millisecondsEach.toFixed(2)} ms a text`,
      ...report.confusion.slice(0, 15).map(({ truth, answer, count }) => `  ${truth} taken for ${answer}: ${count}`),
    ].join('\n'),
  );
}
