import type { Pixels } from './pixels.ts';
import { fractionBits, rotationOf } from './rotation.ts';

/** Bilinear; what comes from beyond the page is white. */
export function straightened(pixels: Pixels, degrees: number): Pixels {
  if (degrees === 0) return pixels;
  const { bytes, widthPx, heightPx, channels } = pixels;
  const straight = Buffer.alloc(bytes.length, 255);
  const { stepX, stepY, startX, startY } = rotationOf(degrees, widthPx, heightPx);
  const down = widthPx * channels;
  const lastX = widthPx - 1;
  const lastY = heightPx - 1;
  for (let y = 0; y < heightPx; y += 1) {
    let fx = startX(y);
    let fy = startY(y);
    let to = y * down;
    for (let x = 0; x < widthPx; x += 1, to += channels, fx += stepX, fy += stepY) {
      const sx = fx >> fractionBits;
      const sy = fy >> fractionBits;
      if (sx < 0 || sy < 0 || sx >= lastX || sy >= lastY) continue;
      const wx = (fx & 4095) >> 4;
      const wy = (fy & 4095) >> 4;
      const both = (wx * wy) >> 8;
      const from = sy * down + sx * channels;
      const weights00 = 256 - wx - wy + both;
      const weights01 = wx - both;
      const weights10 = wy - both;
      for (let at = from; at < from + channels; at += 1) {
        straight[to + at - from] =
          ((bytes[at] as number) * weights00 +
            (bytes[at + channels] as number) * weights01 +
            (bytes[at + down] as number) * weights10 +
            (bytes[at + down + channels] as number) * both) >>
          8;
      }
    }
  }
  return { bytes: straight, widthPx, heightPx, channels };
}
