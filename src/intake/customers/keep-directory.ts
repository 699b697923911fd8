import type { Database } from '../../db/connection.ts';
import type { CustomerRow } from '../../db/customer-copy-line.ts';
import {
  analyseCustomers,
  buildDirectoryIndexes,
  dropDirectoryIndexes,
  isDirectoryEmpty,
} from '../../db/directory-indexes.ts';
import { addDirectoryWords, countDirectoryWords, directoryState, type WordForms } from '../../db/directory-words.ts';
import type { DirectoryWordKind } from '../../ports/customer-directory.ts';
import { placeWord, wordsOf } from '../../rules/matching/search-columns.ts';
import { formsOfWord, formsVersion } from '../../rules/matching/spelling-forms.ts';

const wordForms: WordForms = { version: formsVersion, forms: formsOfWord, place: placeWord };

/** So many new words are added one by one; an import that brings more has all of them counted. */
const wordsMax = 20_000;

export interface DirectoryKeeper {
  /** A row on its way in. */
  note(row: CustomerRow): void;
  /**
   * Before a whole batch is written. True when the directory was empty: a first import builds the indexes at its end, and
   * may take every customer for a new one.
   */
  beforeBatch(): Promise<boolean>;
  isLarge(): boolean;
  /** Makes what came in findable, misread too. `onStep`: how much of it is done. */
  finish(onStep?: (done: number, steps: number) => void): Promise<void>;
}

/** Keeps what finds customers in step with the customers, at the least cost for one row and for six million. */
export function createDirectoryKeeper(database: Database): DirectoryKeeper {
  const words = new Map<string, readonly [DirectoryWordKind, string]>();
  let isLarge = false;
  let isFirst: boolean | null = null;
  return {
    note(row) {
      if (isLarge) return;
      for (const word of wordsOf(row.record, row)) words.set(`${word[0]} ${word[1]}`, word);
      if (words.size > wordsMax) {
        isLarge = true;
        words.clear();
      }
    },
    async beforeBatch() {
      if (isFirst !== null) return isFirst;
      isFirst = await isDirectoryEmpty(database);
      if (isFirst) await dropDirectoryIndexes(database);
      return isFirst;
    },
    isLarge: () => isLarge || isFirst === true,
    async finish(onStep = () => {}) {
      const { formsVersion: kept } = await directoryState(database);
      const keepWords = async () => {
        if (isLarge || isFirst || kept !== formsVersion) await countDirectoryWords(database, wordForms);
        else await addDirectoryWords(database, words.values(), wordForms);
      };
      // Side by side: building is the database's work, half of counting words is ours.
      let isCounted = false;
      let built = { built: 0, wanted: 0 };
      const step = () => onStep(built.built + (isCounted ? 1 : 0), built.wanted + 1);
      const outcomes = await Promise.allSettled([
        buildDirectoryIndexes(database, (done, wanted) => {
          built = { built: done, wanted };
          step();
        }),
        keepWords().then(() => {
          isCounted = true;
          step();
        }),
      ]);
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      // What PostgreSQL believes of a table that was empty a minute ago makes every later plan a guess.
      if (isFirst) await analyseCustomers(database);
    },
  };
}

/**
 * Mends a directory whose import was killed, or whose words an older version counted. Quick when there is nothing to do;
 * otherwise a minute or two for six million customers.
 */
export async function mendDirectory(database: Database): Promise<void> {
  await buildDirectoryIndexes(database);
  const { formsVersion: kept } = await directoryState(database);
  if (kept !== formsVersion && !(await isDirectoryEmpty(database))) await countDirectoryWords(database, wordForms);
}
