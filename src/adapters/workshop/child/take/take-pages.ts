import { PDFDocument } from 'pdf-lib';
import { MailroomError } from '../../../../domain/errors.ts';
import type { TakenPage } from '../../../../ports/scan-divider.ts';
import type { Tasks } from '../../protocol.ts';
import type { TaskTools } from '../task-tools.ts';
import { copyTiffPages } from '../tiff/copy-tiff-pages.ts';
import { readTiffPages } from '../tiff/tiff-pages.ts';
import { isTrap } from '../trap.ts';
import { addImagePage } from './add-image-page.ts';
import { createPdfCopier } from './copy-pdf-pages.ts';
import { loadPdf } from './load-pdf.ts';

type Input = Tasks['take-pages']['input'];
type Taken = Tasks['take-pages']['answer'][number];

/** Makes one file of each list of pages, see `ScanDivider`. */
export async function takePages(input: Input, tools: TaskTools): Promise<readonly Taken[]> {
  const loaded = new Map<number, PDFDocument>();
  const taken: Taken[] = [];
  try {
    for (const [index, pages] of input.parts.entries()) {
      const tiff = pages.every(({ scan }) => sourceOf(input, scan).kind === 'tiff')
        ? tiffOf(pages, input, tools)
        : null;
      const output = `part-${index + 1}.${tiff === null ? 'pdf' : 'tif'}`;
      await tools.write(output, tiff ?? (await pdfOf(pages, input, tools, loaded)));
      taken.push({ output, mediaType: tiff === null ? 'application/pdf' : 'image/tiff' });
    }
  } catch (error) {
    if (isTrap(error) || error instanceof MailroomError) throw error;
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new MailroomError(
      'document.unreadable',
      'The pages of this scan cannot be taken apart without changing them. Scan the stack again, or scan its documents one by one.',
    );
  }
  return taken;
}

function sourceOf({ sources }: Input, scan: number): Input['sources'][number] {
  const source = sources[scan];
  if (source === undefined) throw new MailroomError('stage.failed', `There is no scan ${scan} in the order.`);
  return source;
}

function tiffOf(pages: readonly TakenPage[], input: Input, tools: TaskTools): Buffer | null {
  const places = pages.map(({ scan, filePage }) => ({
    path: tools.pathOf(sourceOf(input, scan).sha256),
    filePage,
  }));
  return copyTiffPages(places, input.pagesMax);
}

async function pdfOf(
  pages: readonly TakenPage[],
  input: Input,
  tools: TaskTools,
  loaded: Map<number, PDFDocument>,
): Promise<Uint8Array> {
  const target = await PDFDocument.create({ updateMetadata: false });
  // A font or picture that several pages share is copied once.
  const copiers = new Map<number, ReturnType<typeof createPdfCopier>>();
  for (const { scan, filePage, widthMm, heightMm, turn } of pages) {
    const { kind, sha256 } = sourceOf(input, scan);
    const path = tools.pathOf(sha256);
    if (kind === 'pdf') {
      const source = loaded.get(scan) ?? (await loadPdf(path));
      loaded.set(scan, source);
      const copyPage = copiers.get(scan) ?? createPdfCopier(source, target);
      copiers.set(scan, copyPage);
      copyPage(filePage - 1, turn);
    } else {
      const frame = kind === 'tiff' ? readTiffPages(path, input.pagesMax).pages[filePage - 1]?.index : 0;
      if (frame === undefined) throw new RangeError(`The TIFF has no page ${filePage}.`);
      await addImagePage(target, { path, frame, widthMm, heightMm }, input.pixelsMax);
    }
  }
  return target.save({ addDefaultPage: false, updateFieldAppearances: false });
}
