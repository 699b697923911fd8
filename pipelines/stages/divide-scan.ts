import type { LayoutPart } from '../../src/domain/batch.ts';
import type { ChildDocument, DocumentSnapshot } from '../../src/domain/document.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { DocumentId } from '../../src/domain/ids.ts';
import type { PageReading, PreparedPage } from '../../src/domain/page.ts';
import type { ImageTurner } from '../../src/ports/image-turner.ts';
import type { ReadingStore } from '../../src/ports/reading-store.ts';
import type { Extract, ScanDivider, TakenPage } from '../../src/ports/scan-divider.ts';
import type { HeldScan } from '../../src/ports/scan-layouts.ts';
import { turnedReading } from '../../src/rules/pages/turned-reading.ts';

export interface DividingParts {
  readonly divider: ScanDivider;
  readonly turner: ImageTurner;
  readonly readings: ReadingStore;
}

export type Scans = ReadonlyMap<DocumentId, HeldScan>;

interface ChosenPage {
  readonly documentId: DocumentId;
  readonly prepared: PreparedPage;
  readonly turn: 0 | 90 | 180 | 270;
}

/**
 * One document of each part that keeps a page: its own file, its pages numbered anew with what preparation knows of them,
 * and what its separator said. Nothing of another part goes along.
 */
export async function divideScan(
  document: DocumentSnapshot,
  parts: readonly LayoutPart[],
  scans: Scans,
  tools: DividingParts,
  signal: AbortSignal,
): Promise<readonly ChildDocument[]> {
  const kept = parts.filter(keepsPages);
  const ids = [...scans.keys()];
  const chosen = kept.map((part) => chosenPages(part, scans));
  const extracts = await tools.divider.divide(
    [...scans.values()].map(({ original, mediaType, pages }) => ({ original, mediaType, pageCount: pages.length })),
    chosen.map((pages) => pages.map((page) => takenPage(page, ids))),
    signal,
  );
  const known = await knownReadings(scans, tools.readings);
  const children: ChildDocument[] = [];
  for (const [index, part] of kept.entries()) {
    const [pages, extract] = [chosen[index], extracts[index]];
    if (pages === undefined || extract === undefined)
      throw new MailroomError('stage.failed', 'The scan was taken apart into too few files.');
    children.push(await childOf(document, index + 1, part, pages, extract, known, tools, signal));
  }
  return children;
}

export function keepsPages(part: LayoutPart): boolean {
  return part.pages.some((page) => page.dropped === null);
}

function chosenPages(part: LayoutPart, scans: Scans): readonly ChosenPage[] {
  return part.pages
    .filter((page) => page.dropped === null)
    .map(({ documentId, page, turn }) => {
      const prepared = scans.get(documentId)?.pages.find(({ number }) => number === page);
      if (prepared === undefined)
        throw new MailroomError('stage.failed', `Page ${page} of ${documentId} is in the layout but in no scan.`);
      return { documentId, prepared, turn };
    });
}

function takenPage({ documentId, prepared, turn }: ChosenPage, ids: readonly DocumentId[]): TakenPage {
  const { number, filePage, widthMm, heightMm, rotation, image } = prepared;
  const isSideways = rotation % 180 !== 0;
  return {
    scan: ids.indexOf(documentId),
    filePage: filePage ?? number,
    widthMm: isSideways ? heightMm : widthMm,
    heightMm: isSideways ? widthMm : heightMm,
    // A page that is drawn from its PDF must be turned there; images are turned apart and the original stays as scanned.
    turn: image === null ? turn : 0,
  };
}

async function childOf(
  document: DocumentSnapshot,
  ordinal: number,
  part: LayoutPart,
  chosen: readonly ChosenPage[],
  extract: Extract,
  known: ReadonlyMap<string, PageReading>,
  tools: DividingParts,
  signal: AbortSignal,
): Promise<ChildDocument> {
  const pages: PreparedPage[] = [];
  const texts: PageReading[] = [];
  for (const [index, page] of chosen.entries()) {
    const number = index + 1;
    pages.push(await turnedPage(page, number, tools.turner, signal));
    const text = known.get(`${page.documentId}/${page.prepared.number}`);
    if (text !== undefined) texts.push({ ...turnedReading(text, page.turn), number });
  }
  const isPdf = extract.mediaType === 'application/pdf';
  return {
    ordinal,
    filename: filenameOf(document.filename, ordinal, extract.mediaType),
    declaredMediaType: null,
    original: extract.original,
    prepared: {
      facts: {
        kind: isPdf ? 'pdf' : extract.mediaType === 'image/tiff' ? 'tiff' : 'image',
        mediaType: extract.mediaType,
        pages,
        mail: null,
        reading: texts.length === 0 ? null : await tools.readings.save({ pages: texts }),
        pdf: isPdf ? extract.original.sha256 : null,
        childCount: 0,
        remarks:
          part.isDoubtful && part.cut !== 'clerk'
            ? [
                'It is not sure that a new document begins here. Look at the documents before and behind it in the scan.',
              ]
            : [],
      },
      given: part.given,
      composedOf: chosen.map(({ documentId, prepared, turn }) => ({ documentId, page: prepared.number, turn })),
    },
  };
}

async function turnedPage(
  { prepared, turn }: ChosenPage,
  number: number,
  turner: ImageTurner,
  signal: AbortSignal,
): Promise<PreparedPage> {
  const { filePage: _, ...page } = prepared;
  if (turn === 0) return { ...page, number };
  const { image, readingImage, widthMm, heightMm } = page;
  const images =
    readingImage === null ? { image, readingImage } : await turner.turn({ image, readingImage }, turn, signal);
  const isSideways = turn % 180 !== 0;
  return {
    ...page,
    ...images,
    number,
    widthMm: isSideways ? heightMm : widthMm,
    heightMm: isSideways ? widthMm : heightMm,
    rotation: ((page.rotation + turn) % 360) as PreparedPage['rotation'],
  };
}

async function knownReadings(scans: Scans, readings: ReadingStore): Promise<ReadonlyMap<string, PageReading>> {
  const known = new Map<string, PageReading>();
  for (const [documentId, { reading }] of scans) {
    if (reading === null || reading === undefined) continue;
    for (const page of (await readings.load(reading)).pages) known.set(`${documentId}/${page.number}`, page);
  }
  return known;
}

/** The scan's name with the number of the document: "stack.pdf" becomes "stack (2).pdf". */
function filenameOf(scan: string, ordinal: number, mediaType: string): string {
  const stem = scan.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const ending =
    mediaType === 'application/pdf' ? '.pdf' : mediaType === 'image/tiff' ? '.tif' : scan.slice(stem.length);
  return `${stem} (${ordinal})${ending}`;
}
