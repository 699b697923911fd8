import type { Tasks } from '../protocol.ts';
import { encodePeopleImage, factorForPeople, makePeopleImage } from './image/people-image.ts';
import type { Pixels } from './image/pixels.ts';
import { encodePng } from './image/png.ts';
import { reduced } from './image/reduced.ts';
import { sharp } from './image/sharp.ts';
import type { TaskTools } from './task-tools.ts';

/** Turned copies of a page's images; without an image for people one is made from the image for reading. */
export async function turn(input: Tasks['turn']['input'], tools: TaskTools): Promise<Tasks['turn']['answer']> {
  const options = { limitInputPixels: input.pixelsMax };
  const path = tools.pathOf(input.readingImage);
  const { density, bitsPerSample } = await sharp(path, options).metadata();
  const dpi = density ?? 300;
  const { data, info } = await sharp(path, options)
    .rotate(input.rotation)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey: Pixels = { bytes: data, widthPx: info.width, heightPx: info.height, channels: 1 };
  await tools.write('reading.png', await readingCopy(grey, dpi, bitsPerSample ?? 8));
  const people =
    input.image === null
      ? await makePeopleImage(reduced(grey, factorForPeople(dpi)), 0, dpi / factorForPeople(dpi))
      : await encodePeopleImage(sharp(tools.pathOf(input.image), options).rotate(input.rotation));
  await tools.write('page.jpg', people);
  return { image: 'page.jpg', readingImage: 'reading.png' };
}

/** Sixteen shades stay sixteen shades, which libvips would not keep: the archived page is made of them. */
async function readingCopy(grey: Pixels, dpi: number, bits: number): Promise<Buffer> {
  const { bytes, widthPx, heightPx } = grey;
  if (bits <= 4) return encodePng(packedShades(grey), widthPx, heightPx, dpi);
  return sharp(bytes, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .toColourspace('b-w')
    .withMetadata({ density: dpi })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Two pixels a byte, each row after its filter byte. */
function packedShades({ bytes, widthPx, heightPx }: Pixels): Uint8Array {
  const rowLength = 1 + ((widthPx + 1) >> 1);
  const rows = new Uint8Array(rowLength * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const at = y * rowLength + 1 + (x >> 1);
      const shade = (bytes[y * widthPx + x] as number) >> 4;
      rows[at] = (rows[at] as number) | ((x & 1) === 0 ? shade << 4 : shade);
    }
  }
  return rows;
}
