import type { MailHeader } from '../domain/facts.ts';
import type { Kinship } from '../ports/kinship.ts';
import type { Queryable } from './connection.ts';

export function createKinship(database: Queryable): Kinship {
  return {
    async mailOf(parent) {
      const { rows } = await database.query<{ mail: MailHeader | null }>(
        `select facts -> 'preparation' -> 'mail' as mail from documents where id = $1`,
        [parent],
      );
      return rows[0]?.mail ?? null;
    },
  };
}
