import { deflateSync } from 'node:zlib';
import { openPdf, type PdfFile as SourcePdf } from '../child/pdf/pdf-file.ts';
import type { TaskTools } from '../child/task-tools.ts';
import { type ArchivePage, finishArchivePdf } from './archive-frame.ts';
import { embedGlyphlessFont } from './glyphless-font.ts';
import { invisibleWords } from './invisible-words.ts';
import { addPicture } from './page-picture.ts';
import { createPdfFile, pdfNumber } from './pdf-file.ts';
import type { RenditionInput } from './rendition-task.ts';

/** ISO 32000-1 allows 14,400 points a side, and viewers show nothing of less than 3. */
const sideMaxPt = 14_400;
const sideMinPt = 3;

/** The child's part: a searchable PDF/A-2b of page pictures with the read words invisibly over them. */
export async function writeRendition(input: RenditionInput, tools: TaskTools): Promise<{ readonly pdf: string }> {
  const file = createPdfFile();
  const font = embedGlyphlessFont(file);
  const source = await openSource(input, tools);
  const pages: ArchivePage[] = [];
  try {
    for (const page of input.pages) {
      const widthPt = points(page.widthMm);
      const heightPt = points(page.heightMm);
      const picture = await addPicture(file, page, tools, source, input.pixelsMax);
      const place = `q ${pdfNumber(widthPt)} 0 0 ${pdfNumber(heightPt)} 0 0 cm /I Do Q`;
      const words = page.text === '' ? '' : `\n${invisibleWords(page, widthPt, heightPt, 'F')}`;
      const content = file.addStream('/Filter/FlateDecode', deflateSync(Buffer.from(place + words, 'latin1')));
      const resources = `/XObject<</I ${picture} 0 R>>/Font<</F ${font} 0 R>>`;
      pages.push({ widthPt, heightPt, content, resources });
    }
  } finally {
    source?.[Symbol.dispose]();
  }
  await tools.write('rendition.pdf', finishArchivePdf(file, input, pages));
  return { pdf: 'rendition.pdf' };
}

/** The PDF is opened only when a page must be drawn from it: in a document where some pages were read and others not. */
async function openSource(input: RenditionInput, tools: TaskTools): Promise<SourcePdf | null> {
  if (input.pdf === null || input.pages.every((page) => page.image !== null || page.readingImage !== null)) return null;
  const opening = await openPdf(tools.pathOf(input.pdf));
  return opening.kind === 'open' ? opening.file : null;
}

function points(millimetres: number): number {
  return Math.min(sideMaxPt, Math.max(sideMinPt, (millimetres / 25.4) * 72));
}
