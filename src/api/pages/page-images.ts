import { LRUCache } from 'lru-cache';
import type { FactsByStage } from '../../domain/facts.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { PagePainter } from '../../ports/page-painter.ts';
import { createGate } from '../gate.ts';

/** Where the picture of a page comes from. */
export type PageSource =
  | { readonly kind: 'image'; readonly sha256: Sha256 }
  | { readonly kind: 'pdf'; readonly sha256: Sha256; readonly page: number };

/** The turned image where recognition had to turn the page, else the prepared one, else the PDF; null when there is none yet. */
export function pageSourceOf(facts: Partial<FactsByStage>, number: number): PageSource | null {
  const page = facts.preparation?.pages.find((candidate) => candidate.number === number);
  if (page === undefined) return null;
  const image = facts.recognition?.turnedPages.find((turned) => turned.number === number)?.image ?? page.image;
  if (image !== null) return { kind: 'image', sha256: image };
  const pdf = facts.preparation?.pdf ?? null;
  return pdf === null ? null : { kind: 'pdf', sha256: pdf, page: number };
}

/** Few widths instead of any, so that a thousand window sizes do not become a thousand pictures of each page. */
export const pageWidths = [200, 320, 480, 640, 800, 1000, 1280, 1600, 2000, 2500, 3000] as const;
const widestWidth = 3000;
const defaultWidth = 1600;

/** The next width that is at least as wide; null asks for the stored image as it is. */
export function widthFor(asked: number | undefined, source: PageSource): number | null {
  if (asked === undefined) return source.kind === 'image' ? null : defaultWidth;
  return pageWidths.find((width) => width >= asked) ?? widestWidth;
}

/** Names the picture's bytes, for ETag and cache. */
export function pictureKey(source: PageSource, width: number | null): string {
  const place = source.kind === 'pdf' ? `-${source.page}` : '';
  return `${source.sha256}${place}-${width ?? 'full'}`;
}

export interface PageImages {
  /** JPEG or WebP. */
  picture(source: PageSource, width: number | null): Promise<Uint8Array>;
}

/** Draws and shrinks pages, a few at a time, and keeps the latest pictures in memory up to a number of bytes. */
export function createPageImages(
  { painter, store }: { readonly painter: PagePainter; readonly store: ObjectStore },
  limits: { readonly cacheBytes: number; readonly atOnceMax: number; readonly paintSecondsMax: number },
): PageImages {
  const gate = createGate(limits.atOnceMax, 200);
  const pictures = new LRUCache<string, Uint8Array>({
    maxSize: limits.cacheBytes,
    maxEntrySize: Math.ceil(limits.cacheBytes / 4),
    sizeCalculation: (picture) => Math.max(1, picture.byteLength),
  });
  const underWay = new Map<string, Promise<Uint8Array>>();

  const draw = (source: PageSource, width: number | null): Promise<Uint8Array> =>
    gate(async () => {
      const signal = AbortSignal.timeout(limits.paintSecondsMax * 1000);
      if (source.kind === 'pdf') return painter.paint(source.sha256, source.page, width ?? defaultWidth, signal);
      if (width !== null) return painter.shrink(source.sha256, width, signal);
      const chunks: Uint8Array[] = [];
      for await (const chunk of await store.open(source.sha256)) chunks.push(chunk);
      return Buffer.concat(chunks);
    });

  return {
    async picture(source, width) {
      const key = pictureKey(source, width);
      const kept = pictures.get(key);
      if (kept) return kept;
      // Two readers of one page wait for one drawing.
      let drawing = underWay.get(key);
      if (drawing === undefined) {
        drawing = draw(source, width).finally(() => underWay.delete(key));
        underWay.set(key, drawing);
      }
      const picture = await drawing;
      pictures.set(key, picture);
      return picture;
    },
  };
}
