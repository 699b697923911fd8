import { expect, it } from 'vitest';
import type { PageReading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';
import { openTestDatabase } from '../testing/database.ts';
import { createPageReadings } from './page-readings.ts';
import { purgeExpired } from './purge-expired.ts';

const image = 'a'.repeat(64) as Sha256;
const page: PageReading = {
  number: 4,
  words: [{ text: 'Kündigung', box: [0.1, 0.1, 0.2, 0.02], confidence: 0.93, line: 0 }],
  confidence: 0.93,
  source: 'ocr',
};

it('a page that was kept is found for its reader only, and keeping it again changes nothing', async () => {
  await using database = await openTestDatabase();
  const readings = createPageReadings(database);
  await readings.keep({ image, reader: 'engine 1 de usual' }, page);
  await readings.keep({ image, reader: 'engine 1 de usual' }, { ...page, confidence: 0.1 });
  expect(await readings.find({ image, reader: 'engine 1 de usual' })).toEqual(page);
  expect(await readings.find({ image, reader: 'engine 2 de usual' })).toBeNull();
});

it('pages are forgotten two days after they were read', async () => {
  await using database = await openTestDatabase();
  const readings = createPageReadings(database);
  await readings.keep({ image, reader: 'engine' }, page);
  await purgeExpired(database, new Date(Date.now() + 24 * 3600_000));
  expect(await readings.find({ image, reader: 'engine' })).toEqual(page);
  await purgeExpired(database, new Date(Date.now() + 49 * 3600_000));
  expect(await readings.find({ image, reader: 'engine' })).toBeNull();
});
