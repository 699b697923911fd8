import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createRecordedEngine, type Recording } from '../../src/adapters/ocr/recorded/recorded-engine.ts';
import { createTesseractJsEngine } from '../../src/adapters/ocr/tesseract-js/tesseract-js-engine.ts';
import { createReadingStore } from '../../src/adapters/readings/reading-store.ts';
import type { Channel } from '../../src/domain/channel.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { RecognitionFacts } from '../../src/domain/facts.ts';
import { newId } from '../../src/domain/ids.ts';
import { type PageReading, type PreparedPage, textOfReading } from '../../src/domain/page.ts';
import type { Sha256 } from '../../src/domain/sha256.ts';
import type { ImageTurner } from '../../src/ports/image-turner.ts';
import type { OcrEngine } from '../../src/ports/ocr-engine.ts';
import type { PageReadings } from '../../src/ports/page-readings.ts';
import type { StageContext, StageOutcome } from '../../src/ports/stage.ts';
import { drawTextPage } from '../../src/testing/draw-text-page.ts';
import { createMemoryPageReadings } from '../../src/testing/memory-page-readings.ts';
import { pagesNobodySees } from '../../src/testing/pages-nobody-sees.ts';
import { collect } from '../../storage/bytes.ts';
import { openMemoryStore } from '../../storage/memory.ts';
import { createRecognition } from './recognition.ts';

const store = openMemoryStore();
const readings = createReadingStore(store);
const context: StageContext = {
  signal: new AbortController().signal,
  clock: systemClock,
  attempt: 1,
  isLastAttempt: false,
};
const letter = 'Sehr geehrte Damen und Herren, hiermit kündige ich den Vertrag und bitte um eine Bestätigung.';
const english = 'Dear Sir or Madam, please cancel the contract and confirm that you have received this.';

/** Turns for real, as the workshop's turner does, but here in this process. */
const turner: ImageTurner = {
  async turn({ readingImage }, rotation) {
    const bytes = await collect(await store.open(readingImage));
    const turned = await store.put(await sharp(bytes).rotate(rotation).toColourspace('b-w').png().toBuffer());
    return { image: turned.sha256, readingImage: turned.sha256 };
  },
};
/** Names turned images `<digit><rotation>`, so that recordings can be made for them. */
const namingTurner: ImageTurner = {
  async turn({ readingImage }, rotation) {
    return { image: imageOf(`e${rotation}`), readingImage: imageOf(`${readingImage[0]}${rotation}`) };
  },
};

describe('recognition', () => {
  it('takes the text a file has of itself, and reads only pages that are images, in the order of the pages', async () => {
    const reading = await readings.save({ pages: [pageOf(1, letter, 1, 'text-layer')] });
    const outcome = await recognise([prepared(1, null), prepared(2, imageOf('a'))], {
      recordings: { a: pageOf(1, 'Zweite Seite mit der Unterschrift von Ihnen', 0.9) },
      reading,
    });
    const facts = advanced(outcome);
    expect(facts).toMatchObject({ language: 'de', pageConfidences: [1, 0.9], turnedPages: [], engine: 'recorded 1' });
    expect(await textOf(facts)).toBe(`${letter}\n\fZweite Seite mit der Unterschrift von Ihnen`);
    expect(facts.characterCount).toBe((await textOf(facts)).length);
    expect(facts.wordCount).toBe(22);
  });

  it('reads nothing of a document that is text already', async () => {
    const reading = await readings.save({ pages: [pageOf(1, english, 1, 'layout')] });
    const facts = advanced(await recognise([prepared(1, null)], { reading }));
    expect(facts).toMatchObject({ language: 'en', engine: null });
  });

  it('lets a mail without a single word pass: its attachments speak for it', async () => {
    const reading = await readings.save({ pages: [{ number: 1, words: [], confidence: 0, source: 'layout' }] });
    expect(advanced(await recognise([prepared(1, null)], { reading }))).toMatchObject({
      language: 'und',
      wordCount: 0,
    });
  });

  it('turns a page that lies upside down, and hands on the turned images', async () => {
    const facts = advanced(
      await recognise([prepared(1, imageOf('a'))], {
        recordings: { a: pageOf(1, 'uaJaH pun uaweq ayIya6 ıyas wq', 0.17), a180: pageOf(1, letter, 0.94) },
      }),
    );
    expect(facts.turnedPages).toEqual([
      { number: 1, rotation: 180, image: imageOf('e180'), readingImage: imageOf('a180') },
    ]);
    expect(await textOf(facts)).toBe(letter);
  });

  it('turns a page that lies on its side to the side on which it can be read', async () => {
    const facts = advanced(
      await recognise([prepared(1, imageOf('a'))], {
        recordings: {
          a: pageOf(1, '', 0),
          a90: pageOf(1, 'uaJaH pun uaweq ayIya6 ıyas wq', 0.17),
          a270: pageOf(1, letter, 0.94),
        },
      }),
    );
    expect(facts.turnedPages).toMatchObject([{ number: 1, rotation: 270 }]);
  });

  it('leaves a poor page as it lies when no turn makes it better', async () => {
    const poor = pageOf(1, letter, 0.55);
    const facts = advanced(
      await recognise([prepared(1, imageOf('a'))], {
        recordings: { a: poor, a180: pageOf(1, 'xyz abc', 0.2), a90: pageOf(1, '', 0), a270: pageOf(1, 'lucky', 0.95) },
      }),
    );
    expect(facts).toMatchObject({ turnedPages: [], pageConfidences: [0.55] });
  });

  it('reads an English page again in English when German did not read it surely', async () => {
    const facts = advanced(
      await recognise([prepared(1, imageOf('a'))], {
        recordings: { a: { de: pageOf(1, english, 0.7), en: pageOf(1, `${english} Yours`, 0.92) } },
      }),
    );
    expect(facts).toMatchObject({ language: 'en', pageConfidences: [0.92] });
  });

  it('keeps the other pages when one takes too long, which is not tried again', async () => {
    const facts = advanced(
      await recognise([prepared(1, imageOf('a')), prepared(2, imageOf('b'))], {
        recordings: { a: new MailroomError('document.too_slow', 'Too slow.'), b: pageOf(1, letter, 0.9) },
      }),
    );
    expect(facts.pageConfidences).toEqual([0, 0.9]);
  });

  it('fails for another attempt when the reader breaks, and goes on without the page on the last one', async () => {
    const pages = [prepared(1, imageOf('a')), prepared(2, imageOf('b'))];
    const recordings = { a: new MailroomError('stage.failed', 'The reader failed.'), b: pageOf(1, letter, 0.9) };
    await expect(recognise(pages, { recordings })).rejects.toMatchObject({ code: 'stage.failed' });
    const facts = advanced(await recognise(pages, { recordings, isLastAttempt: true }));
    expect(facts.pageConfidences).toEqual([0, 0.9]);
  });

  it('says which pages nobody could read, beside the words of the others', async () => {
    const pages = [prepared(1, imageOf('a')), prepared(2, imageOf('b'))];
    const recordings = { a: new MailroomError('document.too_slow', 'Too slow.'), b: pageOf(1, letter, 0.9) };
    const facts = advanced(await recognise(pages, { recordings }));
    expect(facts.remarks).toEqual([expect.stringContaining('Page 1 could not be read')]);
    expect(await textOf(facts)).toContain(letter);
  });

  it('resumes at the page that failed: those read before are not read again', async () => {
    const reads: string[] = [];
    let isBroken = true;
    const inner = createRecordedEngine(
      new Map(['a', 'b', 'c'].map((name) => [imageOf(name), pageOf(1, `${letter} ${name}`, 0.9)])),
    );
    const engine: OcrEngine = {
      ...inner,
      async read(image, page, signal) {
        reads.push(image[0] ?? '');
        if (isBroken && image === imageOf('b')) throw new MailroomError('stage.failed', 'The reader died.');
        return await inner.read(image, page, signal);
      },
    };
    const pageReadings = createMemoryPageReadings();
    const pages = ['a', 'b', 'c'].map((name, index) => prepared(index + 1, imageOf(name)));
    const attempt = () => run(pages, { engine, turner: namingTurner }, { pageReadings });
    await expect(attempt()).rejects.toMatchObject({ code: 'stage.failed' });
    expect(reads.toSorted()).toEqual(['a', 'b', 'b', 'c']);
    isBroken = false;
    reads.length = 0;
    expect(advanced(await attempt()).pageConfidences).toEqual([0.9, 0.9, 0.9]);
    expect(reads).toEqual(['b']);
  });

  it('does not try every page of a long document while the reader itself is away', async () => {
    let reads = 0;
    const engine: OcrEngine = {
      ...createRecordedEngine(new Map()),
      async read() {
        reads += 1;
        throw new MailroomError('stage.failed', 'There is no reader.');
      },
    };
    const pages = Array.from({ length: 200 }, (_, index) => prepared(index + 1, imageOf('a')));
    await expect(run(pages, { engine, turner: namingTurner })).rejects.toMatchObject({ code: 'stage.failed' });
    expect(reads).toBeLessThan(40);
  });

  it('reads a poor page once more another way, and believes it when it brings more', async () => {
    const ways: string[] = [];
    const better = pageOf(1, letter, 0.8);
    const engine: OcrEngine = {
      ...createRecordedEngine(new Map()),
      async read(image, { way = 'usual' }) {
        ways.push(`${way} ${image.slice(0, 2)}`);
        return way === 'other' ? better : pageOf(1, 'Sehr Damen', 0.5);
      },
    };
    const page = { ...prepared(1, imageOf('a')), image: imageOf('b') };
    const facts = advanced(await run([page], { engine, turner: namingTurner }));
    expect(facts.pageConfidences).toEqual([0.8]);
    expect(ways.filter((way) => way.startsWith('other'))).toEqual(['other b0']);
  });

  it('asks a person when nothing can be read, and keeps what there is', async () => {
    const noise = pageOf(1, '| — ~ .. i', 0.3);
    const recordings = { a: noise, a90: noise, a180: noise, a270: noise };
    expect(await recognise([prepared(1, imageOf('a'))], { recordings })).toMatchObject({
      kind: 'park',
      tray: 'rescan',
      question: { code: 'document.illegible', params: { pageCount: 1 } },
      facts: { pageConfidences: [0.3] },
    });
  });

  it('asks about a document of blank pages without reading them; paper can be scanned again, a fax cannot', async () => {
    const pages = [prepared(1, imageOf('a'), true), prepared(2, imageOf('b'), true)];
    const outcome = await recognise(pages, {});
    expect(outcome).toMatchObject({ kind: 'park', tray: 'rescan', question: { code: 'document.empty' } });
    expect(await recognise(pages, { channel: 'fax' })).toMatchObject({ kind: 'park', tray: 'exceptions' });
  });

  it('ends with the reason of the signal when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort(new Error('the lease is lost'));
    await expect(
      recognise([prepared(1, imageOf('a'))], { recordings: { a: pageOf(1, letter, 1) }, signal: stop.signal }),
    ).rejects.toThrow('the lease is lost');
  });

  it('saves the same facts when it is run twice', async () => {
    const run = () => recognise([prepared(1, imageOf('a'))], { recordings: { a: pageOf(1, letter, 0.9) } });
    expect(await run()).toEqual(await run());
  });

  it('reads a real scan, a real page on its side and a real page upside down', { timeout: 120_000 }, async () => {
    await using engine = createTesseractJsEngine({ store, poolSize: 2, pageSecondsMax: 60 });
    const scans = await Promise.all(
      ([0, 90, 180] as const).map(async (rotation) => {
        const { image } = await drawTextPage(`${letter}\nIhre Vertragsnummer ist VN10000${rotation}.`, {
          rotation,
          dpi: 150,
        });
        return (await store.put(image)).sha256;
      }),
    );
    const facts = advanced(
      await run(
        scans.map((scan, index) => prepared(index + 1, scan)),
        { engine, turner },
      ),
    );
    expect(facts.turnedPages.map(({ number, rotation }) => [number, rotation])).toEqual([
      [2, 270],
      [3, 180],
    ]);
    const text = await textOf(facts);
    for (const number of ['VN100000.', 'VN1000090.', 'VN10000180.']) expect(text).toContain(number);
    expect(Math.min(...facts.pageConfidences)).toBeGreaterThan(0.85);
  });
});

interface Scene {
  readonly recordings?: Readonly<Record<string, Recording>>;
  readonly reading?: Sha256;
  readonly channel?: Channel;
  readonly signal?: AbortSignal;
  readonly isLastAttempt?: boolean;
  readonly pageReadings?: PageReadings;
}

async function recognise(pages: readonly PreparedPage[], scene: Scene): Promise<StageOutcome<RecognitionFacts>> {
  const recordings = new Map(Object.entries(scene.recordings ?? {}).map(([name, page]) => [imageOf(name), page]));
  return await run(pages, { engine: createRecordedEngine(recordings), turner: namingTurner }, scene);
}

function run(
  pages: readonly PreparedPage[],
  parts: { readonly engine: OcrEngine; readonly turner: ImageTurner },
  scene: Scene = {},
): Promise<StageOutcome<RecognitionFacts>> {
  const pageReadings = scene.pageReadings ?? createMemoryPageReadings();
  const pagesUnderWay = pagesNobodySees;
  const stage = createRecognition({
    ...parts,
    readings,
    pageReadings,
    pagesUnderWay,
    sharedPages: null,
    pageSecondsMax: 60,
  });
  const signal = scene.signal ?? context.signal;
  return stage.run(documentOf(pages, scene), { ...context, signal, isLastAttempt: scene.isLastAttempt ?? false });
}

function documentOf(pages: readonly PreparedPage[], scene: Scene): DocumentSnapshot {
  return {
    id: newId('doc'),
    submissionId: newId('sub'),
    parentId: null,
    depth: 0,
    channel: scene.channel ?? 'letter',
    receivedAt: new Date('2026-11-20T08:00:00Z'),
    filename: 'scan.tif',
    declaredMediaType: null,
    original: { sha256: imageOf('f'), byteLength: 1 },
    given: null,
    generation: 0,
    facts: {
      preparation: {
        kind: 'tiff',
        mediaType: 'image/tiff',
        pages,
        mail: null,
        reading: scene.reading ?? null,
        pdf: null,
        childCount: 0,
        remarks: [],
      },
    },
  };
}

function prepared(number: number, readingImage: Sha256 | null, isBlank = false): PreparedPage {
  return {
    number,
    widthMm: 210,
    heightMm: 297,
    image: readingImage,
    readingImage,
    rotation: 0,
    skewDegrees: 0,
    isBlank,
  };
}

/** A digest that begins with the given name. */
function imageOf(name: string): Sha256 {
  return name.padEnd(64, '0') as Sha256;
}

function pageOf(number: number, text: string, confidence: number, source: PageReading['source'] = 'ocr'): PageReading {
  const words = text === '' ? [] : text.split(' ');
  return {
    number,
    words: words.map((word) => ({ text: word, box: [0.1, 0.1, 0.1, 0.01], confidence, line: 0 })),
    confidence,
    source,
  };
}

function advanced(outcome: StageOutcome<RecognitionFacts>): RecognitionFacts {
  if (outcome.kind !== 'advance') throw new Error(`The stage did not advance: ${JSON.stringify(outcome)}`);
  return outcome.facts;
}

async function textOf(facts: RecognitionFacts): Promise<string> {
  return textOfReading(await readings.load(facts.reading));
}
