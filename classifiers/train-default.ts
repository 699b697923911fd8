import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../src/config/package-root.ts';
import { confidenceEnds, countBins, knownEnds, type ModelSpread } from '../src/domain/drift-bins.ts';
import type { Classifier } from '../src/ports/classifier.ts';
import { createClassifier } from './create-classifier.ts';
import { type Decide, evaluate } from './evaluate.ts';
import { digestOf, type Example, inputOf } from './learning/example.ts';
import { ocrNoise } from './learning/ocr-noise.ts';
import { randomOf } from './learning/random.ts';
import { defaultModelDir } from './load-classifier.ts';
import type { Model, ModelMetrics } from './model/model.ts';
import { saveModel } from './model/save-model.ts';
import { readExamples } from './read-examples.ts';
import { trainModel } from './train-model.ts';

export const defaultTrainingDir: string = join(packageRoot, 'classifiers', 'training');
export const defaultCalibrationDir: string = join(packageRoot, 'classifiers', 'calibration');
export const defaultEvaluationDir: string = join(packageRoot, 'classifiers', 'evaluation');

export interface TrainDefaultOptions {
  readonly decide: Decide;
  readonly now: Date;
  readonly onProgress?: (share: number) => void;
  readonly trainingDir?: string;
  readonly calibrationDir?: string;
  readonly evaluationDir?: string;
  readonly modelDir?: string;
}

/** Trains from the texts that ship, measures on the evaluation texts clean and with reading errors, writes the model. */
export async function trainDefault(options: TrainDefaultOptions): Promise<Model> {
  const { decide, now, onProgress } = options;
  const examples = await readExamples(options.trainingDir ?? defaultTrainingDir);
  const calibrationExamples = await readExamples(options.calibrationDir ?? defaultCalibrationDir);
  const unseen = await readExamples(options.evaluationDir ?? defaultEvaluationDir);
  const trained = await trainModel(examples, {
    name: 'linear',
    version: `${now.toISOString().slice(0, 10)}.${digestOf(examples).slice(0, 8)}`,
    trainedAt: now,
    calibrationExamples,
    software: { mailroom: await packageVersion(), node: process.version },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const model: Model = { ...trained, card: { ...trained.card, metrics: measure(trained, unseen, decide) } };
  await saveModel(model, options.modelDir ?? defaultModelDir);
  return model;
}

export function measure(model: Model, examples: readonly Example[], decide: Decide): Record<string, ModelMetrics> {
  if (examples.length === 0) return {};
  const classifier = createClassifier(model);
  const random = randomOf(model.card.seed);
  const noisy = (rate: number): Example[] =>
    examples.map((example) => ({ ...example, text: ocrNoise(example.text, rate, random) }));
  const figures = (of: readonly Example[]): ModelMetrics => {
    const report = evaluate(classifier, of, decide);
    return {
      exampleCount: report.exampleCount,
      accuracy: rounded(report.accuracy),
      autoShare: rounded(report.autoShare),
      autoPrecision: rounded(report.autoPrecision),
      expectedCalibrationError: rounded(report.expectedCalibrationError),
      unknownRecall: report.unknownRecall === null ? null : rounded(report.unknownRecall),
    };
  };
  return {
    'evaluation texts': { ...figures(examples), spread: spreadOf(classifier, examples) },
    'with 2 % reading errors': figures(noisy(0.02)),
    'with 5 % reading errors': figures(noisy(0.05)),
  };
}

/** What the model is like on texts it has not seen: post that comes later is compared with it. */
function spreadOf(classifier: Classifier, examples: readonly Example[]): ModelSpread {
  const answers = examples.map((example) => classifier.classify(inputOf(example)));
  return {
    confidence: countBins(
      confidenceEnds,
      answers.map(({ ranked }) => ranked[0]?.confidence ?? 0),
    ),
    knownWords: countBins(
      knownEnds,
      answers.flatMap(({ knownShare }) => knownShare ?? []),
    ),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

async function packageVersion(): Promise<string> {
  const parsed: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '';
}
