import type { Tasks } from '../protocol.ts';
import { bilevelPaper, studyPaper } from './image/paper.ts';
import { encodePeopleImage, makePeopleImage } from './image/people-image.ts';
import { makeReadingImage } from './image/reading-image.ts';
import { sharp } from './image/sharp.ts';
import { smallCopyOf } from './image/small-copy.ts';
import type { TaskTools } from './task-tools.ts';

/** Turned copies of a page's images; without an image for people one is made from the image for reading. */
export async function turn(input: Tasks['turn']['input'], tools: TaskTools): Promise<Tasks['turn']['answer']> {
  const options = { limitInputPixels: input.pixelsMax };
  const path = tools.pathOf(input.readingImage);
  const { density, bitsPerSample } = await sharp(path, options).metadata();
  const { data, info } = await sharp(path, options)
    .rotate(input.rotation)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = { bytes: data, widthPx: info.width, heightPx: info.height, channels: 1 as const };
  const paper = bitsPerSample === 1 ? bilevelPaper(grey, smallCopyOf(grey)) : studyPaper(grey);
  const dpi = density ?? 300;
  await tools.write('reading.png', makeReadingImage(grey, paper, 0, dpi));
  const people =
    input.image === null
      ? await makePeopleImage(grey, 0, dpi)
      : await encodePeopleImage(sharp(tools.pathOf(input.image), options).rotate(input.rotation));
  await tools.write('page.webp', people);
  return { image: 'page.webp', readingImage: 'reading.png' };
}
