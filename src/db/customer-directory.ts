import type { CustomerRecord } from '../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey, DirectoryWord } from '../ports/customer-directory.ts';
import type { Queryable } from './connection.ts';
import { customerColumns } from './customers.ts';
import { formNumbers } from './form-numbers.ts';
import { anyToken, contactLengthMax } from './identifier-tokens.ts';

/** Words that one document may be answered: a hostile one asks for every street of the land. */
const wordsMax = 3000;

/** The customers of our own database as a directory. One round trip a question; every key is a look-up by index. */
export function createPostgresDirectory(database: Queryable): CustomerDirectory {
  return {
    name: 'postgres',
    async candidates(keys, limit, signal) {
      signal.throwIfAborted();
      if (keys.length === 0 || limit <= 0) return [];
      const of = <Kind extends DirectoryKey['kind']>(kind: Kind) =>
        keys.filter((key): key is Extract<DirectoryKey, { readonly kind: Kind }> => key.kind === kind);
      const numbers = of('identifier').map(({ value }) => value);
      const contacts = (kind: 'iban' | 'email' | 'phone') =>
        of(kind).flatMap(({ value }) => (value.length <= contactLengthMax ? [value] : []));
      const wide = [...of('street'), ...of('firstNamePostcode')];
      const [streets, postcodes, names, doors] = [of('nameStreet'), of('namePostcode'), of('fullName'), of('door')];
      const { rows } = await database.query<CustomerRecord>(
        `select ${customerColumns} from directory_candidates(
           $1, $2::tsquery, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) c`,
        [
          numbers,
          anyToken(numbers),
          contacts('iban'),
          contacts('email'),
          contacts('phone'),
          streets.map(({ name }) => name),
          streets.map(({ street }) => street),
          postcodes.map(({ name }) => name),
          postcodes.map(({ postcode }) => postcode),
          names.map(({ name }) => name),
          names.map(({ firstName }) => firstName),
          doors.map(({ postcode }) => postcode),
          doors.map(({ street }) => street),
          doors.map(({ houseNumber }) => houseNumber),
          wide.map(({ postcode }) => postcode),
          wide.map((key) => (key.kind === 'street' ? key.street : null)),
          wide.map((key) => (key.kind === 'street' ? null : key.firstName)),
          of('birthDate').flatMap(({ value }) => (isDate(value) ? [value] : [])),
          limit,
        ],
        'directory-candidates',
      );
      signal.throwIfAborted();
      return rows;
    },
    async vocabulary(forms, signal) {
      signal.throwIfAborted();
      const [state, found] = await Promise.all([
        database.query<{ customerCount: number }>(
          'select customer_count as "customerCount" from directory_state',
          [],
          'directory-state',
        ),
        database.query<DirectoryWord>(
          'select kind, word, count from directory_vocabulary($1, $2)',
          [formNumbers(forms), wordsMax],
          'directory-vocabulary',
        ),
      ]);
      return { customerCount: state.rows[0]?.customerCount ?? 0, words: found.rows };
    },
  };
}

/** A date that paper says may be none, which PostgreSQL refuses. */
function isDate(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
