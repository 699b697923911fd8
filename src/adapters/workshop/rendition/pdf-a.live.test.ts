import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../../../storage/bytes.ts';
import { openMemoryStore } from '../../../../storage/memory.ts';
import { packageRoot } from '../../../config/package-root.ts';
import { defaultLimits } from '../../../domain/limits.ts';
import type { PageReading, PreparedPage } from '../../../domain/page.ts';
import { silentLog } from '../../../ports/log.ts';
import { drawTextPage } from '../../../testing/draw-text-page.ts';
import { openTemporaryFolder } from '../../../testing/temporary-folder.ts';
import { studyPaper } from '../child/image/paper.ts';
import { makeReadingImage } from '../child/image/reading-image.ts';
import { createWorkshop } from '../workshop.ts';
import { layOutText } from './lay-out-text.ts';
import { createRenditionWriter } from './rendition-writer.ts';

const run = promisify(execFile);
const createdAt = new Date('2026-11-20T08:15:30.123Z');
const strange = 'Größe – „x“ € ẞ Żółć Ελληνικά Кириллица 日本語 🎉 שלום مرحبا \u0007\ud800 \u{1d11e}';

describe('PDF/A-2b by veraPDF', () => {
  let classPath: string;
  beforeAll(async () => {
    classPath = (await run(join(packageRoot, 'scripts/live/fetch-verapdf.sh'))).stdout.trim();
  }, 300_000);

  async function expectValid(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
    await using folder = await openTemporaryFolder();
    const paths: string[] = [];
    for (const [name, bytes] of Object.entries(files)) {
      paths.push(join(folder.path, `${name}.pdf`));
      await writeFile(join(folder.path, `${name}.pdf`), bytes);
    }
    const program = 'org.verapdf.apps.GreenfieldCliWrapper';
    const args = ['-cp', classPath, program, '--flavour', '2b', '--format', 'text', '-v', ...paths];
    // It exits with 1 when a file is invalid; what counts is its word on each file.
    const { stdout } = await run('java', args).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.replace(folder.path, '')),
    ).toEqual(Object.keys(files).map((name) => `PASS /${name}.pdf 2b`));
  }

  it('calls laid-out mails valid: one of words from everywhere, a long one that was cut, an empty one', async () => {
    const header = [['Von', strange]] as const;
    const lay = async (title: string, text: string): Promise<Uint8Array> =>
      (await layOutText({ title, headerLines: header, text, createdAt, pagesMax: 4 })).pdf;
    await expectValid({
      mixed: await lay(`<${strange}> & "Co"`, strange.repeat(20)),
      long: await lay('Lang', 'Lorem ipsum '.repeat(100_000)),
      empty: await lay('', ''),
    });
  });

  it('calls renditions of scans valid: black and white, in colour, with words from everywhere, without words', async () => {
    const store = openMemoryStore();
    await using workshop = createWorkshop({ store, limits: defaultLimits, processes: 1, log: silentLog });
    const writer = createRenditionWriter({ workshop, store });
    const drawn = await drawTextPage('Sehr geehrte Damen und Herren,\nhiermit kündige ich.');
    const { data, info } = await sharp(drawn.image).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const grey = { bytes: data, widthPx: info.width, heightPx: info.height, channels: 1 as const };
    const reading = await store.put(makeReadingImage(grey, studyPaper(grey), 0, 200));
    const plain = await store.put(await sharp(drawn.image).webp().toBuffer());
    const tinted = await store.put(await sharp(drawn.image).toColourspace('srgb').tint('#ff8800').jpeg().toBuffer());
    const pageOf = (image: typeof plain): PreparedPage => ({
      number: 1,
      widthMm: 210,
      heightMm: 297,
      image: image.sha256,
      readingImage: reading.sha256,
      rotation: 0,
      skewDegrees: 0,
      isBlank: false,
    });
    const words = strange.split(' ').map((text, index) => ({
      text,
      box: [0.1, 0.05 + index * 0.05, 0.3, 0.02] as const,
      confidence: 0.9,
      line: index,
    }));
    const read: PageReading = { ...drawn.truth, source: 'ocr' };
    const pages = [
      { page: pageOf(plain), reading: read },
      { page: pageOf(tinted), reading: { ...read, words } },
      { page: pageOf(plain), reading: { ...read, words: [] } },
    ];
    const ref = await writer.write(
      { title: strange, createdAt, language: 'und', pdf: null, pages },
      new AbortController().signal,
    );
    await expectValid({ scans: await collect(await store.open(ref.sha256)) });
  });
});
