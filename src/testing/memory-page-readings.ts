import type { PageReading } from '../domain/page.ts';
import type { PageReadings } from '../ports/page-readings.ts';

export function createMemoryPageReadings(): PageReadings {
  const kept = new Map<string, PageReading>();
  return {
    find: async ({ image, reader }) => kept.get(`${image} ${reader}`) ?? null,
    async keep({ image, reader }, reading) {
      kept.set(`${image} ${reader}`, reading);
    },
  };
}
