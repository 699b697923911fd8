import type { Pixels } from './pixels.ts';
import { fractionBits, type Rotation, rotationOf } from './rotation.ts';

/**
 * Bilinear; what comes from beyond the page is white. Where a row enters the page and where it leaves it is found first,
 * so that no pixel is asked for its place: half the time in grey.
 */
export function straightened(pixels: Pixels, degrees: number): Pixels {
  if (degrees === 0) return pixels;
  const { bytes, widthPx, heightPx, channels } = pixels;
  const straight = Buffer.alloc(bytes.length, 255);
  const rotation = rotationOf(degrees, widthPx, heightPx);
  const { stepX, stepY } = rotation;
  const down = widthPx * channels;
  for (let y = 0; y < heightPx; y += 1) {
    const [first, last] = rowInside(rotation, y, widthPx, heightPx);
    let fx = rotation.startX(y) + first * stepX;
    let fy = rotation.startY(y) + first * stepY;
    let to = y * down + first * channels;
    for (let x = first; x <= last; x += 1, fx += stepX, fy += stepY) {
      const wx = (fx & 4095) >> 4;
      const wy = (fy & 4095) >> 4;
      const from = (fy >> fractionBits) * down + (fx >> fractionBits) * channels;
      for (let at = from; at < from + channels; at += 1) {
        const left = bytes[at] as number;
        const leftBelow = bytes[at + down] as number;
        const upper = (left << 8) + ((bytes[at + channels] as number) - left) * wx;
        const lower = (leftBelow << 8) + ((bytes[at + down + channels] as number) - leftBelow) * wx;
        straight[to++] = ((upper << 8) + (lower - upper) * wy) >> 16;
      }
    }
  }
  return { bytes: straight, widthPx, heightPx, channels };
}

/** The first and the last pixel of a row that come from the page; the first is behind the last when none does. */
function rowInside(
  { stepX, stepY, startX, startY }: Rotation,
  y: number,
  widthPx: number,
  heightPx: number,
): readonly [number, number] {
  const fx = startX(y);
  const fy = startY(y);
  const endX = (widthPx - 1) << fractionBits;
  const endY = (heightPx - 1) << fractionBits;
  const isInside = (x: number): boolean => {
    const atX = fx + x * stepX;
    const atY = fy + x * stepY;
    return atX >= 0 && atY >= 0 && atX < endX && atY < endY;
  };
  let first = 0;
  let last = widthPx - 1;
  while (first <= last && !isInside(first)) first += 1;
  while (last > first && !isInside(last)) last -= 1;
  return [first, last];
}
