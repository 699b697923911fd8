import { MailroomError } from '../../../domain/errors.ts';
import type { Tasks } from '../protocol.ts';
import { sharp } from './image/sharp.ts';
import { drawPage } from './pdf/draw-page.ts';
import { openPdf } from './pdf/pdf-file.ts';
import type { TaskTools } from './task-tools.ts';

/** One page of a PDF as WebP for people. Fails with `document.unreadable` or `resource.missing`. */
export async function paint(input: Tasks['paint']['input'], tools: TaskTools): Promise<Uint8Array> {
  const opening = await openPdf(tools.pathOf(input.pdf));
  if (opening.kind !== 'open')
    throw new MailroomError('document.unreadable', 'This PDF cannot be drawn. Download the original instead.');
  using file = opening.file;
  using page = file.page(input.page - 1);
  if (page === null) {
    throw new MailroomError(
      'resource.missing',
      `Page ${input.page} cannot be drawn; the document has ${file.pageCount}.`,
    );
  }
  const heightOver = Math.max(page.heightPt, 1) / Math.max(page.widthPt, 1);
  const widthPx = Math.max(1, Math.min(Math.round(input.widthPx), Math.floor(Math.sqrt(input.pixelsMax / heightOver))));
  const heightPx = Math.max(1, Math.min(Math.round(widthPx * heightOver), 16_000));
  const drawn = drawPage(file.pdfium, page, widthPx, heightPx, 3);
  return sharp(drawn.pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .webp({ quality: 80, effort: 1 })
    .toBuffer();
}
