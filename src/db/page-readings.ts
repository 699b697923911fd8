import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { PageReading } from '../domain/page.ts';
import type { PageReadings } from '../ports/page-readings.ts';
import type { Queryable } from './connection.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);
const textBytesMax = 64 * 1024 * 1024;

/** In the database and not among the objects, because these are forgotten after days and objects are kept for years. */
export function createPageReadings(database: Queryable, worker: string | null = null): PageReadings {
  return {
    async find({ image, reader }) {
      const { rows } = await database.query<{ reading: Buffer }>(
        'select reading from page_readings where image = $1 and reader = $2',
        [image, reader],
      );
      const [row] = rows;
      if (row === undefined) return null;
      const json = await decompress(row.reading, { maxOutputLength: textBytesMax });
      return JSON.parse(json.toString()) as PageReading;
    },
    async keep({ image, reader }, reading) {
      await database.query(
        'insert into page_readings (image, reader, reading, read_by) values ($1, $2, $3, $4) on conflict do nothing',
        [image, reader, await compress(JSON.stringify(reading), { level: 1 }), worker],
      );
    },
  };
}
