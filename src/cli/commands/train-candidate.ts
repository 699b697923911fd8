import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { defaultTrainingDir, type TrainDefaultOptions, trainDefault } from '../../../classifiers/train-default.ts';
import { correctionExamples } from '../../app/models/correction-examples.ts';
import type { ModelEntry } from '../../ports/model-registry.ts';
import type { Contradiction } from '../../rules/quality/uncontradicted.ts';
import type { GlobalOptions } from '../main.ts';
import { withRegistry } from '../with-registry.ts';

export interface TrainedCandidate {
  readonly model: ModelEntry;
  readonly corrections: number;
  readonly contradictions: readonly Contradiction[];
  /** Corrections without a text to learn from. */
  readonly unreadable: number;
}

/**
 * Trains, from the training texts and if wanted from what people corrected, and registers the result as a candidate of
 * this installation. Texts of customers lie in a private temporary folder while it works.
 */
export function trainCandidate(
  options: GlobalOptions & { readonly data?: string; readonly fromCorrections?: boolean },
  training: Pick<TrainDefaultOptions, 'decide' | 'now' | 'onProgress'>,
): Promise<TrainedCandidate> {
  return withRegistry(options, async ({ registry, database, readings }) => {
    const folder = await mkdtemp(join(tmpdir(), 'mailroom-training-'));
    try {
      const learnt = options.fromCorrections ? await correctionExamples({ database, readings }) : null;
      const texts = join(folder, 'texts');
      if (learnt !== null) {
        await copyTexts(options.data ?? defaultTrainingDir, texts);
        const lines = learnt.examples.map(({ documentId: _, classKey, ...rest }) => ({ ...rest, class: classKey }));
        await writeFile(
          join(texts, 'from-corrections.jsonl'),
          lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
        );
      }
      const trainingDir = learnt === null ? options.data : texts;
      const modelDir = join(folder, 'model');
      await trainDefault({ ...training, modelDir, ...(trainingDir === undefined ? {} : { trainingDir }) });
      const corrections = learnt?.examples.length ?? 0;
      const contradictions = learnt?.contradictions ?? [];
      const model = await registry.register(modelDir, {
        actor: 'mailroom',
        source: corrections === 0 ? 'training' : 'corrections',
        corrections,
        contradictions: contradictions.length,
      });
      return { model, corrections, contradictions, unreadable: learnt?.unreadable ?? 0 };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** The training texts beside the corrections: a file, or the JSON Lines files of a folder. */
async function copyTexts(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  if (!(await stat(from)).isDirectory()) {
    await copyFile(from, join(to, basename(from)));
    return;
  }
  for (const name of await readdir(from)) if (name.endsWith('.jsonl')) await copyFile(join(from, name), join(to, name));
}
