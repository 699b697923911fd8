import type { CountSheetArchive } from '../ports/count-sheet-archive.ts';
import { digest } from './put-document.ts';

/** For tests of batches whose count sheet nobody looks at. */
export const sheetsNobodyReads: CountSheetArchive = { keep: async () => digest('c') };
