import type { Tasks } from '../protocol.ts';
import { encodePeopleImage, encodeReadingImage } from './image/encode.ts';
import { sharp } from './image/sharp.ts';
import type { TaskTools } from './task-tools.ts';

/** Turned copies of a page's images; without an image for people one is made from the image for reading. */
export async function turn(input: Tasks['turn']['input'], tools: TaskTools): Promise<Tasks['turn']['answer']> {
  const options = { limitInputPixels: input.pixelsMax };
  const readingPath = tools.pathOf(input.readingImage);
  const { isBinary } = await readingShape(readingPath, options);
  const turned = await sharp(readingPath, options)
    .rotate(input.rotation)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { density } = await sharp(readingPath, options).metadata();
  const grey = { pixels: turned.data, widthPx: turned.info.width, heightPx: turned.info.height, dpi: density ?? 300 };
  await tools.write('reading.png', await encodeReadingImage(grey, isBinary));

  const people = sharp(input.image === null ? readingPath : tools.pathOf(input.image), options).rotate(input.rotation);
  const halved = input.image === null ? people.resize({ width: Math.round(grey.widthPx / 2) }) : people;
  await tools.write('page.webp', await encodePeopleImage(halved));
  return { image: 'page.webp', readingImage: 'reading.png' };
}

async function readingShape(path: string, options: { limitInputPixels: number }): Promise<{ isBinary: boolean }> {
  const { bitsPerSample } = await sharp(path, options).metadata();
  return { isBinary: bitsPerSample === 1 };
}
