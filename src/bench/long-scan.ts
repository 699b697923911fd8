import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { joinTiffs } from '../../fixtures/generator/raster/tiff.ts';
import { apiBase, documentDetail, documentPage } from '../api/contract/index.ts';
import { drawTextPage } from '../testing/draw-text-page.ts';
import { type Bench, rounded } from './bench.ts';
import { sampleProcessTree } from './process-tree.ts';
import { startServer } from './server-process.ts';
import { type Server, uploadUntilAcknowledged } from './upload-client.ts';

const limits = { firstPageSeconds: 10, bytesAboveIdle: 1024 ** 3 } as const;
const dpi = 300;
const pagesDrawn = 10;

/** A fax or a scan of a thousand pages: when its first page can be seen, how it moves on, and what it takes. */
export const longScan: Bench = {
  name: 'long-scan',
  target: 'of a 1,000-page G4 TIFF the first page is seen within 10 s, in at most 1 GiB above idle, moving throughout',
  async run({ count, options, folder, say }) {
    const pages = count ?? 1000;
    const last = options.get('until') ?? 'preparation';
    const dataDir = join(folder, 'data');
    await mkdir(join(folder, 'letter'), { recursive: true });
    say(`Drawing ${pages} pages …`);
    await writeFile(join(folder, 'letter/long.tif'), joinTiffs(await drawTiffPages(pages)));
    const server = startServer(dataDir, { MAILROOM_OCR_ENGINE: options.get('engine') ?? 'tesseract.js' });
    try {
      const address = await server.ready();
      const idle = (await sampleProcessTree(server.pid, dataDir)).bytes;
      const beganAt = performance.now();
      const seconds = () => (performance.now() - beganAt) / 1000;
      const submission = await uploadUntilAcknowledged(async () => address, folder, 'letter/long.tif', randomUUID());
      const uploaded = seconds();
      let firstPage: number | null = null;
      let peak = 0;
      const steps: { readonly done: number; readonly at: number }[] = [];
      for (;;) {
        peak = Math.max(peak, (await sampleProcessTree(server.pid, dataDir)).bytes);
        const seen = await look(address, submission);
        if (firstPage === null && seen.pages > 0 && (await hasImage(address, seen.id))) firstPage = seconds();
        const done = seen.done + (seen.stage === 'recognition' ? pages : 0);
        if (done > (steps.at(-1)?.done ?? 0)) {
          steps.push({ done, at: seconds() });
          if (steps.length % 20 === 0) say(`${seen.stage}: ${seen.done} of ${pages} pages, ${Math.round(seconds())} s`);
        }
        const isOver = last === 'preparation' ? seen.stage !== 'preparation' : seen.stage !== last && seen.isReadUp;
        if (isOver || seen.isStuck) break;
        await delay(500);
      }
      const gaps = steps.map(({ at }, index) => at - (steps[index - 1]?.at ?? uploaded));
      const longestGap = Math.max(0, ...gaps);
      return {
        isReached: firstPage !== null && firstPage <= limits.firstPageSeconds && peak - idle <= limits.bytesAboveIdle,
        figures: {
          pages,
          until: last,
          uploadSeconds: rounded(uploaded),
          firstPageSeconds: firstPage === null ? null : rounded(firstPage),
          progressSteps: steps.length,
          longestStandstillSeconds: rounded(longestGap),
          seconds: rounded(seconds()),
          idleMiB: Math.round(idle / 1024 ** 2),
          peakMiB: Math.round(peak / 1024 ** 2),
        },
      };
    } finally {
      await server.stop();
    }
  },
};

/** G4 pages of 300 dpi full of print, ten different ones over and over, as `joinTiffs` takes them. */
export async function drawTiffPages(pages: number): Promise<Parameters<typeof joinTiffs>[0]> {
  const tiffs: Buffer[] = [];
  for (let number = 1; number <= Math.min(pages, pagesDrawn); number += 1) {
    const { image } = await drawTextPage(`Seite ${number}: ${'Wir bitten um Bestätigung des Vertrags. '.repeat(50)}`, {
      dpi,
    });
    const tiff = sharp(image)
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dpi / 25.4, yres: dpi / 25.4 });
    tiffs.push(await tiff.toBuffer());
  }
  const stamp = { xDpi: dpi, yDpi: dpi, software: 'bench', dateTime: '2026:11:21 09:00:00' };
  return Array.from({ length: pages }, (_, index) => ({
    tiff: tiffs[index % tiffs.length] ?? Buffer.alloc(0),
    ...stamp,
  }));
}

async function get({ url, token }: Server, path: string): Promise<Response> {
  return await fetch(`${url}${apiBase}${path}`, { headers: { authorization: `Bearer ${token}` } });
}

async function look(server: Server, submission: string) {
  const found = documentPage.parse(await (await get(server, `/documents?submission=${submission}`)).json());
  const id = found.items.find(({ parentId }) => parentId === null)?.id ?? '';
  const document = documentDetail.parse(await (await get(server, `/documents/${id}`)).json());
  return {
    id,
    stage: document.stage,
    pages: document.pages.length,
    done: document.progress?.done ?? 0,
    isReadUp: document.stage !== 'preparation' && document.stage !== 'recognition',
    isStuck: document.state === 'parked',
  };
}

async function hasImage(server: Server, id: string): Promise<boolean> {
  const answer = await get(server, `/documents/${id}/pages/1/image?width=800`);
  return answer.ok && (await answer.arrayBuffer()).byteLength > 1000;
}
