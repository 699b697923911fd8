import type { Pixels } from './pixels.ts';

/** Averages blocks of `factor` × `factor` pixels. */
export function reduced(pixels: Pixels, factor: number): Pixels {
  if (factor === 1) return pixels;
  if (factor === 2) return halve(pixels);
  const { bytes, channels } = pixels;
  const widthPx = Math.max(1, Math.floor(pixels.widthPx / factor));
  const heightPx = Math.max(1, Math.floor(pixels.heightPx / factor));
  const result = Buffer.allocUnsafe(widthPx * heightPx * channels);
  const sourceRow = pixels.widthPx * channels;
  const area = factor * factor;
  const sums = new Uint32Array(widthPx * channels);
  for (let y = 0; y < heightPx; y += 1) {
    sums.fill(0);
    for (let inner = 0; inner < factor; inner += 1) {
      const from = (y * factor + inner) * sourceRow;
      for (let channel = 0; channel < channels; channel += 1) addBlocks(bytes, from + channel, factor, channels, sums);
    }
    const row = y * sums.length;
    for (let x = 0; x < sums.length; x += 1) result[row + x] = (sums[x] as number) / area;
  }
  return { bytes: result, widthPx, heightPx, channels };
}

/** Adds one row of one channel, which begins at `from`, to the sums of its blocks. */
function addBlocks(bytes: Uint8Array, from: number, factor: number, channels: number, sums: Uint32Array): void {
  let at = from;
  for (let x = from % channels; x < sums.length; x += channels) {
    let sum = 0;
    for (let step = 0; step < factor; step += 1, at += channels) sum += bytes[at] as number;
    sums[x] = (sums[x] as number) + sum;
  }
}

/** The same for the usual 300-dpi page, in half the time. */
function halve({ bytes, channels, ...size }: Pixels): Pixels {
  const widthPx = Math.max(1, size.widthPx >> 1);
  const heightPx = Math.max(1, size.heightPx >> 1);
  const rowLength = widthPx * channels;
  const sourceRow = size.widthPx * channels;
  const halved = Buffer.allocUnsafe(rowLength * heightPx);
  let to = 0;
  for (let y = 0; y < heightPx; y += 1) {
    let upper = 2 * y * sourceRow;
    let lower = upper + sourceRow;
    for (let x = 0; x < widthPx; x += 1) {
      for (let channel = 0; channel < channels; channel += 1, upper += 1, lower += 1) {
        halved[to++] =
          ((bytes[upper] as number) +
            (bytes[upper + channels] as number) +
            (bytes[lower] as number) +
            (bytes[lower + channels] as number)) >>
          2;
      }
      upper += channels;
      lower += channels;
    }
  }
  return { bytes: halved, widthPx, heightPx, channels };
}
