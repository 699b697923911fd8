import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { degrees, type PDFDocument, PDFName, type PDFPage, type PDFRef } from 'pdf-lib';
import { sharp } from '../image/sharp.ts';

export interface ImagePlace {
  readonly path: string;
  /** Frame of the file, from 0, as libvips counts. */
  readonly frame: number;
  /** Size of the image as it is shown by its own orientation. */
  readonly widthMm: number;
  readonly heightMm: number;
}

const pointsPerMillimetre = 72 / 25.4;
/** Clockwise turns of EXIF orientations that do not mirror. */
const turnOf: Readonly<Record<number, 0 | 90 | 180 | 270>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

/** Adds a picture as a page of its own size: a JPEG as it is, other pixels compressed without loss. */
export async function addImagePage(target: PDFDocument, place: ImagePlace, pixelsMax: number): Promise<void> {
  const options = { page: place.frame, pages: 1, limitInputPixels: pixelsMax, failOn: 'none' as const };
  const header = await sharp(place.path, options).metadata();
  const turn = turnOf[header.orientation ?? 1];
  const [width, height] = [place.widthMm * pointsPerMillimetre, place.heightMm * pointsPerMillimetre];
  if (header.format === 'jpeg' && turn !== undefined) {
    const image = await target.embedJpg(readFileSync(place.path));
    const isSideways = turn % 180 !== 0;
    const [across, up] = isSideways ? [height, width] : [width, height];
    const page = target.addPage([across, up]);
    page.setRotation(degrees(turn));
    page.drawImage(image, { x: 0, y: 0, width: across, height: up });
    return;
  }
  const { data, info } = await sharp(place.path, options)
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace(header.space === 'b-w' || header.space === 'grey16' ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const isBilevel = info.channels === 1 && header.bitsPerSample === 1;
  const pixels = isBilevel ? packed(data, info.width, info.height) : data;
  const image = target.context.register(
    target.context.stream(deflateSync(pixels), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: info.width,
      Height: info.height,
      ColorSpace: info.channels === 1 ? 'DeviceGray' : 'DeviceRGB',
      BitsPerComponent: isBilevel ? 1 : 8,
      Filter: 'FlateDecode',
    }),
  );
  drawWhole(target, target.addPage([width, height]), image, width, height);
}

function drawWhole(target: PDFDocument, page: PDFPage, image: PDFRef, width: number, height: number): void {
  page.node.setXObject(PDFName.of('Scan'), image);
  const content = `q ${width.toFixed(3)} 0 0 ${height.toFixed(3)} 0 0 cm /Scan Do Q`;
  page.node.set(PDFName.of('Contents'), target.context.register(target.context.stream(content)));
}

/** Eight pixels a byte, white 1. */
function packed(grey: Buffer, widthPx: number, heightPx: number): Buffer {
  const rowLength = Math.ceil(widthPx / 8);
  const bits = Buffer.alloc(rowLength * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if ((grey[y * widthPx + x] ?? 0) < 128) continue;
      const at = y * rowLength + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bits;
}
