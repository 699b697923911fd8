import { expect, it } from 'vitest';
import { MailroomError } from '../../../domain/errors.ts';
import type { PageReading } from '../../../domain/page.ts';
import type { Sha256 } from '../../../domain/sha256.ts';
import { createRecordedEngine } from './recorded-engine.ts';

const image = 'a'.repeat(64) as Sha256;
const other = 'b'.repeat(64) as Sha256;
const never = new AbortController().signal;
const page = (text: string): PageReading => ({
  number: 1,
  words: [{ text, box: [0, 0, 1, 1], confidence: 0.9, line: 0 }],
  confidence: 0.9,
  source: 'ocr',
});

it('replays the reading of an image under the number it is asked for', async () => {
  const engine = createRecordedEngine(new Map([[image, page('Hallo')]]));
  const read = await engine.read(image, { number: 4, languages: ['de'] }, never);
  expect(read).toEqual({ ...page('Hallo'), number: 4 });
});

it('replays the reading of the first language asked for, and an empty page for one that was not recorded', async () => {
  const engine = createRecordedEngine(new Map([[image, { en: page('Hello') }]]));
  expect((await engine.read(image, { number: 1, languages: ['en'] }, never)).words).toHaveLength(1);
  expect((await engine.read(image, { number: 1, languages: ['de'] }, never)).words).toHaveLength(0);
});

it('fails as it was recorded to fail, and names an image that was never recorded', async () => {
  const engine = createRecordedEngine(new Map([[image, new MailroomError('document.too_slow', 'Too slow.')]]));
  await expect(engine.read(image, { number: 1, languages: ['de'] }, never)).rejects.toMatchObject({
    code: 'document.too_slow',
  });
  await expect(engine.read(other, { number: 1, languages: ['de'] }, never)).rejects.toMatchObject({
    code: 'object.missing',
  });
});
