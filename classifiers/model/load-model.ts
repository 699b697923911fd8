import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MailroomError } from '../../src/domain/errors.ts';
import type { Model, ModelCard } from './model.ts';
import { decodeWeights } from './weights-file.ts';

const metrics = z.object({
  exampleCount: z.number(),
  accuracy: z.number(),
  autoShare: z.number(),
  autoPrecision: z.number(),
  expectedCalibrationError: z.number(),
  unknownRecall: z.number().nullable(),
  spread: z.object({ confidence: z.array(z.number()), knownWords: z.array(z.number()) }).optional(),
});

const cardSchema: z.ZodType<ModelCard> = z.object({
  format: z.literal(2),
  name: z.string(),
  version: z.string(),
  trainedAt: z.string(),
  seed: z.number(),
  software: z.object({ mailroom: z.string(), node: z.string() }),
  training: z.object({
    digest: z.string(),
    exampleCount: z.number(),
    examplesByClass: z.record(z.string(), z.number()),
    copiesPerExample: z.number(),
    epochs: z.number(),
    cost: z.number(),
    seconds: z.number(),
  }),
  classes: z.array(z.string()).min(1),
  bias: z.array(z.number()),
  groups: z.object({ words: z.number(), parts: z.number(), hints: z.number(), company: z.number().optional() }),
  calibration: z.object({
    temperature: z.number().positive(),
    sureness: z.array(z.number()),
    unknownBelow: z.number(),
    knots: z.array(z.tuple([z.number(), z.number()]).readonly()),
  }),
  weights: z.object({ sha256: z.string(), byteLength: z.number(), rowCount: z.number() }),
  metrics: z.record(z.string(), metrics),
  remarks: z.array(z.string()),
});

/** Reads a model folder. Fails with `config.invalid` when it is missing, damaged or made by another version. */
export async function loadModel(folder: string): Promise<Model> {
  const [cardText, bytes] = await Promise.all([
    readFile(join(folder, 'model.json'), 'utf8'),
    readFile(join(folder, 'weights.bin')),
  ]).catch((cause: unknown) => {
    throw unusable(folder, 'it cannot be read', cause);
  });
  const parsed = cardSchema.safeParse(parseJson(cardText));
  if (!parsed.success) throw unusable(folder, 'model.json is no model card of this version', parsed.error);
  const card = parsed.data;
  if (createHash('sha256').update(bytes).digest('hex') !== card.weights.sha256) {
    throw unusable(folder, 'weights.bin is not the file that model.json describes');
  }
  const decoded = decodeWeights(bytes);
  const fits =
    decoded !== null &&
    decoded.weights.length === decoded.vocabulary.buckets.length * card.classes.length &&
    card.bias.length === card.classes.length;
  if (!fits) throw unusable(folder, 'weights.bin does not fit the classes of model.json');
  return { card, ...decoded };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unusable(folder: string, reason: string, cause?: unknown): MailroomError {
  return new MailroomError(
    'config.invalid',
    `The classifier model in ${folder} cannot be used: ${reason}. Train it again with "mailroom classifier train".`,
    cause === undefined ? {} : { cause },
  );
}
