import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { MailroomError } from '../../../domain/errors.ts';
import { sharp } from '../child/image/sharp.ts';
import { drawPage } from '../child/pdf/draw-page.ts';
import type { PdfFile as SourcePdf } from '../child/pdf/pdf-file.ts';
import type { TaskTools } from '../child/task-tools.ts';
import { isFaithful } from './is-faithful.ts';
import { oneBitOf } from './one-bit-picture.ts';
import type { PdfFile } from './pdf-file.ts';
import { readGreyPng } from './png-picture.ts';
import type { RenditionPage } from './rendition-task.ts';

/** For images that are no JPEG already: those of an older Mailroom were WebP of quality 50. */
const jpegQuality = 62;
/** Pages drawn from a PDF are vectors and have nothing to lose yet. */
const drawnQuality = 78;
const drawnDpi = 150;
/** Of zlib: 4 ms and 19 KB for a letter; level 1 takes 1 ms and 25 KB, which are kept for ten years. */
const deflateLevel = 6;

/** Adds a page's picture to the file and returns its object number. */
export async function addPicture(
  file: PdfFile,
  page: RenditionPage,
  tools: TaskTools,
  source: SourcePdf | null,
  pixelsMax: number,
): Promise<number> {
  const reading = page.readingImage === null ? null : await readFile(tools.pathOf(page.readingImage));
  const people = page.image === null ? null : await readFile(tools.pathOf(page.image));
  const options = { limitInputPixels: pixelsMax };
  const png = reading === null ? null : readGreyPng(reading);
  const picture = png === null ? null : oneBitOf(png);
  if (picture !== null && (people === null || page.isBlank || (await isFaithful(picture, people)))) {
    const { widthPx, heightPx, rows } = picture;
    // CCITT G4 would take half the bytes, and 20 to 50 ms a page through libvips.
    return file.addStream(
      `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace/DeviceGray/BitsPerComponent 1` +
        `/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent 1/Columns ${widthPx}>>`,
      deflateSync(rows, { level: deflateLevel }),
    );
  }
  if (people !== null)
    return (await addAsItIs(file, people)) ?? (await addJpeg(file, sharp(people, options), jpegQuality));
  if (reading !== null) return await addJpeg(file, sharp(reading, options), jpegQuality);
  return await addDrawnPage(file, page, source);
}

async function addDrawnPage(file: PdfFile, page: RenditionPage, source: SourcePdf | null): Promise<number> {
  using drawn = source?.page(page.number - 1) ?? null;
  if (source === null || drawn === null) {
    throw new MailroomError('document.unreadable', `Page ${page.number} has no picture and cannot be drawn.`, {
      params: { page: page.number },
    });
  }
  const widthPx = Math.min(8000, Math.max(1, Math.round((page.widthMm / 25.4) * drawnDpi)));
  const heightPx = Math.min(8000, Math.max(1, Math.round((page.heightMm / 25.4) * drawnDpi)));
  const { pixels, channels } = drawPage(source.pdfium, drawn, widthPx, heightPx, 3);
  return await addJpeg(file, sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } }), drawnQuality);
}

/** The image for people is a JPEG of grey or colour already; null when it is not. Encoding it again would cost 40 ms and some of its quality. */
async function addAsItIs(file: PdfFile, image: Buffer): Promise<number | null> {
  if (image[0] !== 0xff || image[1] !== 0xd8) return null;
  const { format, width, height, channels } = await sharp(image).metadata();
  if (format !== 'jpeg' || (channels !== 1 && channels !== 3)) return null;
  return addDct(file, image, width, height, channels);
}

function addDct(file: PdfFile, jpeg: Buffer, widthPx: number, heightPx: number, channels: number): number {
  const colours = channels === 1 ? '/DeviceGray' : '/DeviceRGB';
  return file.addStream(
    `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace${colours}/BitsPerComponent 8/Filter/DCTDecode`,
    jpeg,
  );
}

async function addJpeg(file: PdfFile, image: ReturnType<typeof sharp>, quality: number): Promise<number> {
  const { data, info } = await image
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true });
  return addDct(file, data, info.width, info.height, info.channels);
}
