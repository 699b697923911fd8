import type { Channel } from '../domain/channel.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

/** A document that was read, with what is needed to classify it once more. */
export interface ReadDocument {
  readonly id: DocumentId;
  readonly channel: Channel;
  readonly facts: Partial<Pick<FactsByStage, 'preparation' | 'recognition' | 'classification'>>;
}

const columns = `id, channel, jsonb_build_object('preparation', facts -> 'preparation', 'recognition', facts -> 'recognition',
  'classification', facts -> 'classification') as facts`;

/** The last documents that were classified, newest first. */
export async function recentReadDocuments(database: Queryable, limit: number): Promise<readonly ReadDocument[]> {
  const { rows } = await database.query<ReadDocument>(
    `select ${columns} from documents
      where facts -> 'recognition' is not null and facts -> 'classification' is not null and not is_divided
      order by id desc limit $1`,
    [limit],
  );
  return rows;
}

export async function readDocuments(database: Queryable, ids: readonly string[]): Promise<readonly ReadDocument[]> {
  const { rows } = await database.query<ReadDocument>(
    `select ${columns} from documents where id = any($1) and facts -> 'recognition' is not null`,
    [ids],
  );
  return rows;
}
