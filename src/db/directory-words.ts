import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { DirectoryWordKind } from '../ports/customer-directory.ts';
import type { Database, Queryable } from './connection.ts';
import { formNumbers } from './form-numbers.ts';

/** How a word is kept: by whoever folds names and knows how they are misread. */
export interface WordForms {
  /** Rises when the forms change; words of another version are counted anew. */
  readonly version: number;
  forms(kind: DirectoryWordKind, word: string): readonly string[];
  /** The word of a town as the directory keeps it. */
  place(postcode: string, city: string | null): string;
}

/** Whether the words were counted with these forms, and by when how many customers. */
export async function directoryState(database: Queryable): Promise<{ customerCount: number; formsVersion: number }> {
  const { rows } = await database.query<{ customerCount: number; formsVersion: number }>(
    'select customer_count as "customerCount", forms_version as "formsVersion" from directory_state',
  );
  return rows[0] ?? { customerCount: 0, formsVersion: 0 };
}

/** Adds words that are not there yet; what is there keeps its count until the next time all are counted. */
export async function addDirectoryWords(
  database: Queryable,
  words: Iterable<readonly [DirectoryWordKind, string]>,
  { forms }: Pick<WordForms, 'forms'>,
): Promise<void> {
  const list = [...words];
  for (let at = 0; at < list.length; at += 5000) {
    const portion = list.slice(at, at + 5000);
    const { rows } = await database.query<{ kind: DirectoryWordKind; word: string }>(
      `select kind, word from unnest($1::text[], $2::text[]) as asked (kind, word)
       except select kind, word from directory_words where (kind, word) in (select * from unnest($1::text[], $2::text[]))`,
      [portion.map(([kind]) => kind), portion.map(([, word]) => word)],
    );
    if (rows.length === 0) continue;
    await database.query(
      `insert into directory_words (kind, word, count, forms)
       select kind, word, 1, forms::integer[]
         from unnest($1::text[], $2::text[], $3::text[]) as added (kind, word, forms)
        order by kind, word
       on conflict do nothing`,
      [
        rows.map(({ kind }) => kind),
        rows.map(({ word }) => word),
        rows.map(({ kind, word }) => `{${formNumbers(forms(kind, word)).join(',')}}`),
      ],
    );
  }
}

const fetchRows = 20_000;

interface Counted {
  readonly place: string;
  readonly name: string | null;
  readonly first: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly street: string | null;
  readonly count: number;
}

/**
 * Counts all words anew, in one pass over the customers and beside the words in force, which are exchanged in the end.
 * The commonest are written first, which is how those of a form are read.
 * Memory does not grow with the directory: about half a minute for six million customers.
 */
export async function countDirectoryWords(database: Database, words: WordForms): Promise<void> {
  const reader = await database.connect();
  const writer = await database.connect();
  let isBroken = true;
  try {
    await reader.query('begin');
    await reader.query('set local statement_timeout = 0');
    await reader.query('set local idle_in_transaction_session_timeout = 0');
    await reader.query(`set local work_mem = '128MB'`);
    await reader.query('select pg_advisory_xact_lock(7252003)');
    await writer.query('drop table if exists directory_words_next');
    await writer.query('create table directory_words_next (like directory_words including constraints)');
    await reader.query(`declare counted no scroll cursor for
      select case when grouping(name_folded) = 0 then 'lastName' when grouping(first_name_folded) = 0 then 'firstName'
                  when grouping(city) = 0 then 'place' else 'street' end as place,
             name_folded as name, first_name_folded as first, postcode, city, street_folded as street, count(*) as count
        from customers
       group by grouping sets ((name_folded), (first_name_folded), (postcode, city), (postcode, street_folded))
       order by count(*) desc`);
    const places = new Map<string, number>();
    for (;;) {
      const { rows } = await reader.query<Counted>(`fetch ${fetchRows} from counted`);
      if (rows.length === 0) break;
      await copyWords(
        writer,
        rows.flatMap((row) => wordOf(row, places, words)),
        words,
      );
    }
    await copyWords(
      writer,
      [...places].map(([word, count]) => ({ kind: 'place', word, count })),
      words,
    );
    await writer.query('begin');
    await writer.query('set local statement_timeout = 0');
    await writer.query(`set local maintenance_work_mem = '256MB'`);
    await writer.query('alter table directory_words_next add primary key (kind, word)');
    await writer.query('create index on directory_words_next using gin (forms)');
    await writer.query('drop table directory_words');
    await writer.query('alter table directory_words_next rename to directory_words');
    await writer.query(
      `update directory_state set customer_count = (select coalesce(sum(count), 0) from directory_words where kind = 'lastName'),
         forms_version = $1, counted_at = now()`,
      [words.version],
    );
    await writer.query('commit');
    await writer.query('analyze directory_words');
    await reader.query('commit');
    isBroken = false;
  } finally {
    reader.release(isBroken);
    writer.release(isBroken);
  }
}

interface CountedWord {
  readonly kind: DirectoryWordKind;
  readonly word: string;
  readonly count: number;
}

function wordOf(row: Counted, places: Map<string, number>, words: WordForms): readonly CountedWord[] {
  const { postcode, street, name, first, count } = row;
  switch (row.place) {
    case 'lastName':
      return name ? [{ kind: 'lastName', word: name, count }] : [];
    case 'firstName':
      return first ? [{ kind: 'firstName', word: first, count }] : [];
    case 'street':
      return postcode && street ? [{ kind: 'street', word: `${postcode} ${street}`, count }] : [];
    default:
      // Towns are written in several ways that fold to one, and there are few enough to keep.
      if (postcode) {
        const word = words.place(postcode, row.city);
        places.set(word, (places.get(word) ?? 0) + count);
      }
      return [];
  }
}

async function copyWords(
  writer: Awaited<ReturnType<Database['connect']>>,
  counted: readonly CountedWord[],
  words: WordForms,
): Promise<void> {
  if (counted.length === 0) return;
  const copy = writer.query(copyFrom('copy directory_words_next (kind, word, count, forms) from stdin'));
  copy.end(
    counted
      .map(
        ({ kind, word, count }) =>
          `${kind}\t${copyText(word)}\t${count}\t{${formNumbers(words.forms(kind, word)).join(',')}}\n`,
      )
      .join(''),
  );
  await finished(copy);
}

/** Folded words hold letters, digits and blanks only; a postcode is as the master data has it. */
function copyText(word: string): string {
  return word.replace(/[\\\t\n\r]/g, ' ');
}
