import type { Tasks } from '../protocol.ts';
import { sharp } from './image/sharp.ts';
import type { TaskTools } from './task-tools.ts';

/** A smaller WebP of a stored page image; never larger than the image is. */
export async function shrink(input: Tasks['shrink']['input'], tools: TaskTools): Promise<Uint8Array> {
  return sharp(tools.pathOf(input.image), { limitInputPixels: input.pixelsMax })
    .resize({ width: input.widthPx, withoutEnlargement: true })
    .webp({ quality: 70, effort: 1 })
    .toBuffer();
}
