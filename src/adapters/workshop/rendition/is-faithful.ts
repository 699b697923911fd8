import { sharp } from '../child/image/sharp.ts';
import type { OneBitPicture } from './one-bit-picture.ts';

/** Pages are compared in cells of about 2.6 mm, small enough to notice a logo. */
const columns = 80;
/** On the scale of 0 to 255. Noise and the tone of ink and paper stay below; tinted boxes, photos and shadows do not. */
const differenceMax = 36;
const colourMax = 44;
/** About 80 mm², a postage stamp's corner: a speck of dirt does not make a page a colour page. */
const strangeCellsMax = 12;

/**
 * Whether the black-and-white picture shows all there is to see on the page: no colour, no photo, no tinted box. Then it
 * is archived, at 225 dpi and about 20 KB, instead of a JPEG of 150 dpi and 150 to 250 KB. Takes about 10 ms, half of it
 * for decoding the JPEG at a quarter of its size.
 */
export async function isFaithful(picture: OneBitPicture, peopleImage: Buffer): Promise<boolean> {
  const rows = Math.max(1, Math.round((columns * picture.heightPx) / picture.widthPx));
  const ink = inkOf(picture, rows);
  const { grey, colour } = await tonesOf(peopleImage, rows);
  // What is bare in black and white is paper: its usual tone is what the rest is measured by.
  const bare = grey.filter((_, cell) => (ink[cell] ?? 0) < 0.01).sort();
  const paper = bare[Math.floor(bare.length / 2)] ?? 255;
  let strange = 0;
  for (let cell = 0; cell < grey.length; cell += 1) {
    const expected = paper * (1 - (ink[cell] ?? 0));
    const difference = Math.abs((grey[cell] ?? 0) - expected);
    if (difference > differenceMax || (colour[cell] ?? 0) > colourMax) strange += 1;
  }
  return strange <= strangeCellsMax;
}

/** Black share of each cell, counted in the packed rows, eight pixels at a time. */
function inkOf({ widthPx, heightPx, rows: bits }: OneBitPicture, rows: number): Float32Array {
  const rowLength = 1 + Math.ceil(widthPx / 8);
  const black = new Float32Array(columns * rows);
  const columnOf = Uint8Array.from({ length: rowLength }, (_, index) =>
    Math.min(columns - 1, Math.max(0, Math.floor(((index * 8 - 4) * columns) / widthPx))),
  );
  const widthOf = new Uint32Array(columns);
  for (const column of columnOf.subarray(1)) widthOf[column] = (widthOf[column] ?? 0) + 8;
  const heightOf = new Uint32Array(rows);
  for (let y = 0; y < heightPx; y += 1) {
    const start = y * rowLength;
    const cellRow = Math.floor((y * rows) / heightPx);
    heightOf[cellRow] = (heightOf[cellRow] ?? 0) + 1;
    for (let index = 1; index < rowLength; index += 1) {
      const byte = bits[start + index] as number;
      if (byte === 0xff) continue;
      const cell = cellRow * columns + (columnOf[index] as number);
      black[cell] = (black[cell] as number) + (zeroBits[byte] as number);
    }
  }
  return black.map((count, cell) => {
    const area = (widthOf[cell % columns] ?? 0) * (heightOf[Math.floor(cell / columns)] ?? 0);
    return count / Math.max(1, area);
  });
}

const zeroBits = Uint8Array.from({ length: 256 }, (_, byte) => {
  let zeros = 8;
  for (let rest = byte; rest > 0; rest >>= 1) zeros -= rest & 1;
  return zeros;
});

/** Mean brightness and colourfulness of each cell. */
async function tonesOf(image: Buffer, rows: number): Promise<{ grey: Float32Array; colour: Float32Array }> {
  const { data, info } = await sharp(image)
    .resize({ width: columns * 4, height: rows * 4, fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = new Float32Array(columns * rows);
  const colour = new Float32Array(columns * rows);
  for (let y = 0; y < rows * 4; y += 1) {
    for (let x = 0; x < columns * 4; x += 1) {
      const at = (y * columns * 4 + x) * info.channels;
      const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const cell = (y >> 2) * columns + (x >> 2);
      grey[cell] = (grey[cell] ?? 0) + (red + green + blue) / 48;
      colour[cell] = (colour[cell] ?? 0) + (Math.max(red, green, blue) - Math.min(red, green, blue)) / 16;
    }
  }
  return { grey, colour };
}
