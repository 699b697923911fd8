import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClassifier } from './create-classifier.ts';
import { evaluate } from './evaluate.ts';
import { type Example, inputOf } from './learning/example.ts';
import { loadClassifier } from './load-classifier.ts';
import type { Model } from './model/model.ts';
import { saveModel } from './model/save-model.ts';
import { decodeWeights, encodeWeights } from './model/weights-file.ts';
import { readExamples } from './read-examples.ts';
import { trainModel } from './train-model.ts';

const things = ['Tisch', 'Stuhl', 'Lampe', 'Schrank', 'Regal', 'Sofa'];
const examples: Example[] = things.flatMap((thing) => [
  exampleOf('order', `Ich möchte einen ${thing} bestellen, bitte liefern Sie bald.`),
  exampleOf('return', `Der ${thing} gefällt mir nicht, ich schicke ihn zurück.`),
  exampleOf('unknown', `Das Wetter in ${thing}hausen wird morgen sonnig und warm.`),
]);

function exampleOf(classKey: string, text: string): Example {
  return { text, classKey, second: null, subject: null, senderEmail: null, channel: 'email', language: 'de' };
}

const train = (more: Partial<Parameters<typeof trainModel>[1]> = {}) =>
  trainModel(examples, {
    name: 'test',
    version: '1',
    trainedAt: new Date('2026-11-21T08:00:00Z'),
    copies: 1,
    epochs: 5,
    folds: 2,
    ...more,
  });

describe('training', () => {
  let folder: string;
  let model: Model;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailroom-classifier-'));
    model = await train();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives the same weights from the same examples and seed, and others from another seed', async () => {
    const again = await train();
    const other = await train({ seed: 2 });
    expect(again.card.weights.sha256).toBe(model.card.weights.sha256);
    expect(other.card.weights.sha256).not.toBe(model.card.weights.sha256);
  });

  it('with words that keep company learns what no word and no pair of neighbours says', async () => {
    const fillers = ['heute', 'gerade', 'wohl', 'eben', 'dort', 'hier'];
    // Both classes have the same words equally often; only which of them meet differs.
    const meeting = fillers.flatMap((filler) => [
      exampleOf('same', `Rot ${filler} Kreis`),
      exampleOf('same', `Blau ${filler} Würfel`),
      exampleOf('other', `Rot ${filler} Würfel`),
      exampleOf('other', `Blau ${filler} Kreis`),
    ]);
    const learn = (company: number) =>
      trainModel(meeting, {
        name: 'test',
        version: '1',
        trainedAt: new Date('2026-11-21T08:00:00Z'),
        copies: 0,
        folds: 0,
        groups: { words: 1, parts: 1, hints: 0.3, company },
      });
    const rightOf = async (company: number) => {
      const classifier = createClassifier(await learn(company));
      const asked = [
        exampleOf('same', 'Kreis bald Rot'),
        exampleOf('same', 'Würfel bald Blau'),
        exampleOf('other', 'Würfel bald Rot'),
        exampleOf('other', 'Kreis bald Blau'),
      ];
      return asked.filter((one) => classifier.classify(inputOf(one)).ranked[0]?.key === one.classKey).length;
    };
    expect(await rightOf(1)).toBe(4);
    expect(await rightOf(0)).toBeLessThan(4);
  });

  it('learns classes of a company of its own, without any phrase written for them', () => {
    const classifier = createClassifier(model);
    const classify = (text: string) => classifier.classify(inputOf(exampleOf('', text)));
    expect(classify('Bitte einen Hocker bestellen und liefern').ranked[0]?.key).toBe('order');
    expect(classify('Der Hocker gefällt nicht, er geht zurück').ranked[0]?.key).toBe('return');
    expect(classify('Das Wetter wird morgen sonnig').isUnknown).toBe(true);
    expect(classify('Das Wetter wird morgen sonnig').ranked.map(({ key }) => key)).not.toContain('unknown');
  });

  it('tells how far it is and ends at one', async () => {
    const shares: number[] = [];
    await train({ onProgress: (share) => void shares.push(share) });
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect(shares.at(-1)).toBe(1);
  });

  it('says in its card which examples it has seen', () => {
    expect(model.card.training).toMatchObject({
      exampleCount: 18,
      examplesByClass: { order: 6, return: 6, unknown: 6 },
    });
    expect(model.card.training.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps no more rows than allowed', async () => {
    expect((await train({ rowsMax: 40 })).card.weights.rowCount).toBe(40);
  });

  it('a saved model answers as the one that was saved', async () => {
    await saveModel(model, folder);
    const loaded = await loadClassifier({ modelDir: folder });
    for (const example of examples) {
      expect(loaded.classify(inputOf(example))).toEqual(createClassifier(model).classify(inputOf(example)));
    }
  });

  it('a damaged, a foreign and a missing model are refused with what to do', async () => {
    await saveModel(model, folder);
    const weights = join(folder, 'weights.bin');
    const bytes = await readFile(weights);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(weights, bytes);
    const refusal = { code: 'config.invalid', message: expect.stringContaining('classifier train') };
    await expect(loadClassifier({ modelDir: folder })).rejects.toMatchObject(refusal);
    await writeFile(join(folder, 'model.json'), '{"format": 1}');
    await expect(loadClassifier({ modelDir: folder })).rejects.toMatchObject(refusal);
    await expect(loadClassifier({ modelDir: join(folder, 'none') })).rejects.toMatchObject(refusal);
  });

  it('weights that are cut anywhere are no weights', () => {
    const bytes = encodeWeights(model);
    for (let length = 0; length < bytes.length; length += 97)
      expect(decodeWeights(bytes.subarray(0, length))).toBeNull();
    expect(decodeWeights(bytes)?.weights).toEqual(model.weights);
  });

  it('evaluation counts what was right, what was decided alone and what was confused', () => {
    const report = evaluate(
      createClassifier(model),
      [...examples, exampleOf('return', 'Bitte einen Stuhl bestellen und liefern')],
      ({ ranked, isUnknown }) => ({
        key: ranked[0]?.key ?? null,
        decision: ranked[0]?.key === 'order' && !isUnknown ? 'auto' : 'review',
      }),
    );
    expect(report).toMatchObject({
      exampleCount: 19,
      unknownRecall: 1,
      accuracy: 12 / 13,
      autoShare: 7 / 13,
      autoPrecision: 6 / 7,
    });
    expect(report.confusion).toEqual([{ truth: 'return', answer: 'order', count: 1 }]);
  });
});

describe('reading examples', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailroom-examples-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('the class stands in the line under any of three names, or is the name of the file', async () => {
    await writeFile(
      join(folder, 'a.jsonl'),
      '{"text":"eins","class":"x"}\n{"text":"zwei","label":"y"}\n\n{"text":"drei","category":"z"}\n{"text":"vier","subject":"s","channel":"fax","second":"x"}\n',
    );
    await writeFile(join(folder, 'b.jsonl'), '{"text":"I would like to have the invoice"}\n');
    await writeFile(join(folder, 'notes.txt'), 'no examples');
    const read = await readExamples(folder);
    expect(read.map(({ classKey }) => classKey)).toEqual(['x', 'y', 'z', 'a', 'b']);
    expect(read[3]).toMatchObject({ subject: 's', channel: 'fax', second: 'x', language: 'de' });
    expect(read[4]).toMatchObject({ language: 'en' });
  });

  it('a line that is none is refused with its number', async () => {
    const path = join(folder, 'bad.jsonl');
    await writeFile(path, '{"text":"eins","class":"x"}\n{"text":5}\n');
    await expect(readExamples(path)).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('line 2'),
    });
    await expect(readExamples(join(folder, 'none'))).rejects.toMatchObject({ code: 'config.invalid' });
  });
});
