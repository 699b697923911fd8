import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultDocumentClasses } from '../../../classifiers/document-classes.ts';
import { defaultModelDir } from '../../../classifiers/load-classifier.ts';
import { openMemoryStore } from '../../../storage/memory.ts';
import { createReadingStore } from '../../adapters/readings/reading-store.ts';
import type { Database } from '../../db/connection.ts';
import { insertCorrection } from '../../db/corrections.ts';
import { systemClock } from '../../domain/clock.ts';
import type { DocumentId } from '../../domain/ids.ts';
import { silentLog } from '../../ports/log.ts';
import type { RetentionStore } from '../../ports/object-store.ts';
import type { ReadingStore } from '../../ports/reading-store.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { lettersFacts, putDocument } from '../../testing/put-document.ts';
import { readingFromText } from '../../testing/reading-from-text.ts';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { until } from '../../testing/until.ts';
import { openActiveClassifier } from './active-classifier.ts';
import { correctionExamples } from './correction-examples.ts';
import { createModelRegistry, type OpenedRegistry } from './model-registry.ts';

const actor = 'acc_anna';
const letter = 'Hiermit kündige ich meinen Stromvertrag fristgerecht zum nächstmöglichen Zeitpunkt.';
const card = z.looseObject({ classes: z.array(z.string()), bias: z.array(z.number()), version: z.string() });

describe('models', () => {
  let database: Database;
  let folder: Awaited<ReturnType<typeof openTemporaryFolder>>;
  let store: RetentionStore;
  let readings: ReadingStore;
  let registry: OpenedRegistry;
  beforeEach(async () => {
    database = await openTestDatabase();
    folder = await openTemporaryFolder();
    store = openMemoryStore();
    readings = createReadingStore(store);
    registry = registryIn('cache');
  });
  afterEach(async () => {
    await database[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const registryIn = (cache: string) =>
    createModelRegistry({
      database,
      store,
      readings,
      classes: defaultDocumentClasses,
      clock: systemClock,
      cacheDir: join(folder.path, cache),
    });

  /** The model that ships, but in love with one class. */
  const candidate = async (version: string, favourite: string) => {
    const path = join(folder.path, version);
    const shipped = card.parse(JSON.parse(await readFile(join(defaultModelDir, 'model.json'), 'utf8')));
    const bias = shipped.bias.map((value, column) => value + (shipped.classes[column] === favourite ? 50 : 0));
    await mkdir(path);
    await writeFile(join(path, 'model.json'), JSON.stringify({ ...shipped, version, bias }));
    await writeFile(join(path, 'weights.bin'), await readFile(join(defaultModelDir, 'weights.bin')));
    return registry.register(path, { actor, source: 'training' });
  };
  const active = async () => (await registry.list()).filter(({ isActive }) => isActive).map(({ version }) => version);
  const answerOf = (classify: { classify: OpenedClassify }) =>
    classify.classify({
      subject: null,
      text: letter,
      senderEmail: null,
      channel: 'letter',
      language: 'de',
      pageCount: 1,
    }).ranked[0]?.key;
  const putLetter = async (text: string, changes: Parameters<typeof lettersFacts>[0] = {}): Promise<DocumentId> => {
    const { recognition } = lettersFacts();
    const reading = await readings.save(readingFromText(text));
    const { documentId } = await putDocument(database, {
      stage: 'routing',
      state: 'done',
      facts: lettersFacts({ recognition: { ...recognition, reading }, ...changes }),
    });
    return documentId;
  };

  it('a trained model is a candidate until somebody activates it; the same one twice is one', async () => {
    const shipped = await active();
    const { id } = await candidate('2026-11-22.a', 'invoice');
    expect((await registry.register(join(folder.path, '2026-11-22.a'), { actor, source: 'training' })).id).toBe(id);
    expect(await registry.list()).toHaveLength(2);
    expect(await active()).toEqual(shipped);
  });

  it('an activated model reaches workers that run, without a restart, and one action brings the old one back', async () => {
    await using worker = await openActiveClassifier({ database, registry: registryIn('worker'), log: silentLog });
    await worker.follow();
    const { version: shipped } = worker.classifier;
    expect(answerOf(worker.classifier)).toBe('cancellation');
    const one = await candidate('2026-11-22.a', 'invoice');
    const two = await candidate('2026-11-22.b', 'complaint');
    await registry.activate(one.id, actor);
    await until('the worker has the first', () => worker.classifier.version === '2026-11-22.a');
    expect(answerOf(worker.classifier)).toBe('invoice');
    await registry.activate(two.id, actor);
    await until('the worker has the second', () => worker.classifier.version === '2026-11-22.b');

    expect(await registry.rollBack(actor)).toMatchObject({ id: one.id, isActive: true });
    await until('the worker has the first again', () => worker.classifier.version === '2026-11-22.a');
    expect(await registry.rollBack(actor)).toMatchObject({ id: 'shipped', isActive: true });
    await until('the worker has the one that ships', () => worker.classifier.version === shipped);
    await expect(registry.rollBack(actor)).rejects.toMatchObject({ code: 'request.conflict' });
    const { rows } = await database.query<{ action: string }>(
      `select action from audit_events where action like 'model.%' order by id`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'model.registered',
      'model.registered',
      'model.activated',
      'model.activated',
      'model.rolled_back',
      'model.rolled_back',
    ]);
  });

  it('a model whose bytes are damaged is refused, and one that is lost later leaves the one before at work', async () => {
    const { id } = await candidate('2026-11-22.a', 'invoice');
    const broken = join(folder.path, '2026-11-22.a');
    await writeFile(join(broken, 'weights.bin'), 'no weights');
    await expect(registry.register(broken, { actor, source: 'training' })).rejects.toMatchObject({
      code: 'config.invalid',
    });
    await registry.activate(id, actor);
    const { rows } = await database.query<{ sha: string }>('select weights_sha256 as sha from models');
    await store.delete(rows[0]?.sha as never);
    await using worker = await openActiveClassifier({ database, registry: registryIn('empty'), log: silentLog });
    expect(answerOf(worker.classifier)).toBe('cancellation');
    await rm(join(folder.path, 'cache'), { recursive: true });
    await expect(registry.activate(id, actor)).rejects.toMatchObject({ code: 'object.missing' });
  });

  it('the comparison on recent post says who would move where, what people had answered, and what is gone', async () => {
    const { classification } = lettersFacts();
    await putLetter(letter);
    const person = await putLetter(`${letter} Bitte bestätigen Sie mir das.`, {
      classification: { ...classification, key: 'cancellation', decidedBy: 'acc_ben' },
    });
    await putDocument(database, { stage: 'routing', state: 'done', facts: lettersFacts() });
    const { id } = await candidate('2026-11-22.a', 'invoice');
    const comparison = await registry.compare(id, { actor, documents: 10 });
    expect(comparison).toMatchObject({
      against: { id: 'shipped' },
      documents: 2,
      unreadable: 1,
      sameClass: 0,
      aloneAfter: 2,
      answered: { count: 1, before: 1, after: 0 },
      moves: [{ from: 'cancellation', to: 'invoice', count: 2, alone: 2 }],
    });
    expect(comparison.moves[0]?.documents).toContain(person);
    expect((await registry.list()).find((each) => each.id === id)?.comparison).toEqual(comparison);
  });

  it('what people corrected becomes training texts; of contradicting corrections neither is used, and both are named', async () => {
    const answered = async (text: string, classKey: string) => {
      const documentId = await putLetter(text);
      await insertCorrection(database, {
        documentId,
        at: new Date(),
        actor,
        kind: 'answer',
        revision: 1,
        question: null,
        askedAt: null,
        model: null,
        machine: {},
        said: { classKey, customerNumber: null },
        seconds: null,
      });
      return documentId;
    };
    const used = await answered('Meine neue Anschrift lautet Bergstraße 7.', 'address_change');
    const one = await answered('Vertrag 4711 bitte ändern.', 'contract');
    const other = await answered('Vertrag 0815, bitte ändern!', 'cancellation');
    const { examples, contradictions, unreadable } = await correctionExamples({ database, readings });
    expect(examples).toEqual([
      expect.objectContaining({ documentId: used, classKey: 'address_change', channel: 'letter', language: 'de' }),
    ]);
    expect(examples[0]?.text).toContain('Bergstraße 7');
    expect(contradictions).toEqual([{ classes: ['cancellation', 'contract'], documents: [one, other] }]);
    expect(unreadable).toBe(0);
  });
});

type OpenedClassify = Awaited<ReturnType<typeof openActiveClassifier>>['classifier']['classify'];
