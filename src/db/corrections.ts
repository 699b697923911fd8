import type { ClassKey } from '../domain/document-class.ts';
import type { Problem } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { FieldName } from '../domain/index-data.ts';
import type { Queryable } from './connection.ts';

/** What a person says about one field: its place among the fields they saw, or null for one the machine had not found. */
export interface FieldAnswer {
  readonly at: number | null;
  readonly name: FieldName;
  /** Null: it does not stand there. */
  readonly value: string | null;
  /** The value the person saw at that place; when another one is there by now, the answer is refused. */
  readonly was?: string | undefined;
}

/** What a person answered; only what they answered. */
export interface Said {
  readonly classKey?: ClassKey;
  readonly secondClassKey?: ClassKey | null;
  readonly customerNumber?: string | null;
  readonly fields?: readonly FieldAnswer[];
}

export type Machine = Partial<Pick<FactsByStage, 'classification' | 'indexing'>>;

export interface Correction {
  readonly id: number;
  readonly documentId: DocumentId;
  readonly at: Date;
  readonly actor: string;
  readonly kind: 'answer' | 'fields';
  readonly revision: number;
  readonly question: Problem | null;
  readonly askedAt: Date | null;
  readonly model: { readonly name: string; readonly version: string } | null;
  readonly machine: Machine;
  readonly said: Said;
  readonly seconds: number | null;
}

/** Appends; belongs into the transaction of the answer itself. Returns the row's id. */
export async function insertCorrection(tx: Queryable, correction: Omit<Correction, 'id'>): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into corrections (document_id, at, actor, kind, revision, question, asked_at, model, machine, said, seconds)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      correction.documentId,
      correction.at,
      correction.actor,
      correction.kind,
      correction.revision,
      correction.question === null ? null : JSON.stringify(correction.question),
      correction.askedAt,
      correction.model === null ? null : JSON.stringify(correction.model),
      JSON.stringify(correction.machine),
      JSON.stringify(correction.said),
      correction.seconds,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The correction was not written.');
  return row.id;
}

const columns = `c.id, c.document_id as "documentId", c.at, c.actor, c.kind, c.revision, c.question, c.asked_at as "askedAt",
  c.model, c.machine, c.said, c.seconds`;
const stands = `c.kind <> 'undo' and not exists (select 1 from corrections u where u.undoes = c.id)`;

/** The last one of a document that was not taken back, locked until the transaction ends. */
export async function lastCorrection(tx: Queryable, documentId: string): Promise<Correction | null> {
  const { rows } = await tx.query<Correction>(
    `select ${columns} from corrections c where c.document_id = $1 and ${stands} order by c.id desc limit 1 for update of c`,
    [documentId],
  );
  return rows[0] ?? null;
}

export async function insertUndo(
  tx: Queryable,
  undone: Correction,
  by: { readonly actor: string; readonly at: Date; readonly revision: number },
): Promise<void> {
  await tx.query(
    `insert into corrections (document_id, at, actor, kind, undoes, revision, machine, said)
     values ($1, $2, $3, 'undo', $4, $5, '{}', '{}')`,
    [undone.documentId, by.at, by.actor, undone.id, by.revision],
  );
}

/**
 * The training truth since `afterId`, oldest first: every correction that was not taken back. Of two answers about one
 * document the later one counts, so the earlier is left out.
 */
export async function standingCorrections(
  database: Queryable,
  { afterId, limit }: { readonly afterId: number; readonly limit: number },
): Promise<readonly Correction[]> {
  const { rows } = await database.query<Correction>(
    `select ${columns} from corrections c
      where c.id > $1 and ${stands}
        and not (c.kind = 'answer' and exists (
          select 1 from corrections later
           where later.document_id = c.document_id and later.kind = 'answer' and later.id > c.id
             and not exists (select 1 from corrections u where u.undoes = later.id)))
      order by c.id limit $2`,
    [afterId, limit],
  );
  return rows;
}

/** Median seconds of a person's last fifty answers that were measured; null before the first. */
export async function secondsEach(database: Queryable, actor: string): Promise<number | null> {
  const { rows } = await database.query<{ seconds: number | null }>(
    `select percentile_cont(0.5) within group (order by seconds) as seconds
       from (select seconds from corrections where actor = $1 and kind = 'answer' and seconds is not null
              order by at desc limit 50) last`,
    [actor],
  );
  return rows[0]?.seconds ?? null;
}
