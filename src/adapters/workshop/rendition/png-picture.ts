/** The compressed pixels of a PNG, which a PDF can hold as they are: its predictor 15 is PNG's filters. */
export interface PngPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bits: number;
  readonly data: Buffer;
}

/** Null for anything but a plain grey PNG (colour type 0, not interlaced). */
export function readGreyPng(bytes: Buffer): PngPicture | null {
  const isPng =
    bytes.length > 33 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString('latin1', 12, 16) === 'IHDR';
  if (!isPng) return null;
  const [bits, colourType, compression, filter, interlace] = bytes.subarray(24, 29);
  if (bits === undefined || colourType !== 0 || compression !== 0 || filter !== 0 || interlace !== 0) return null;
  const data: Buffer[] = [];
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) return null;
    if (name === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20), bits, data: Buffer.concat(data) };
}
