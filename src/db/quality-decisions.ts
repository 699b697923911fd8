import type { AloneDecision } from '../domain/alone-decision.ts';
import { newId } from '../domain/ids.ts';
import type { Queryable } from './connection.ts';

export interface DayOfClass {
  readonly decidedToday: number;
  readonly drawnToday: number;
  /** Mean of the last seven days on which there were any; 0 when there were none. */
  readonly usualPerDay: number;
}

export async function isDecisionNoted(tx: Queryable, decision: AloneDecision): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from quality_decisions where document_id = $1 and generation = $2', [
    decision.documentId,
    decision.generation,
  ]);
  return rowCount > 0;
}

/** Counts the decision into its class's day and says how the day stood before. Draws of a class wait for each other here. */
export async function countDecision(
  tx: Queryable,
  classKey: string,
  at: { readonly now: Date; readonly timeZone: string },
): Promise<DayOfClass> {
  const { rows } = await tx.query<{ decided: number; drawn: number; usual: number | null }>(
    `with today as (select ($2::timestamptz at time zone $3)::date as day),
     counted as (
       insert into quality_days (class_key, day, decided, drawn) select $1, day, 1, 0 from today
       on conflict (class_key, day) do update set decided = quality_days.decided + 1
       returning decided, drawn)
     select counted.decided, counted.drawn,
            (select avg(q.decided)::double precision from quality_days q, today
              where q.class_key = $1 and q.day >= today.day - 7 and q.day < today.day) as usual
       from counted`,
    [classKey, at.now, at.timeZone],
  );
  const [row] = rows;
  return { decidedToday: (row?.decided ?? 1) - 1, drawnToday: row?.drawn ?? 0, usualPerDay: row?.usual ?? 0 };
}

/** Writes the decision with its draw, and the check when it was drawn. */
export async function insertDecision(
  tx: Queryable,
  decision: AloneDecision,
  draw: { readonly probability: number; readonly isDrawn: boolean; readonly at: Date; readonly timeZone: string },
): Promise<void> {
  await tx.query(
    `insert into quality_decisions (document_id, generation, at, channel, language, class_key, class_confidence, is_class_given,
                                    customer_number, customer_confidence, is_customer_asked, model, known_share, probability, is_drawn)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      decision.documentId,
      decision.generation,
      draw.at,
      decision.channel,
      decision.language,
      decision.classKey,
      decision.classConfidence,
      decision.isClassGiven,
      decision.customerNumber,
      decision.customerConfidence,
      decision.isCustomerAsked,
      decision.model,
      decision.knownShare,
      draw.probability,
      draw.isDrawn,
    ],
  );
  if (!draw.isDrawn) return;
  await tx.query(
    `with drawn as (
       update quality_days set drawn = drawn + 1 where class_key = $5 and day = ($4::timestamptz at time zone $6)::date)
     insert into quality_checks (id, document_id, generation, drawn_at, state) values ($1, $2, $3, $4, 'open')`,
    [newId('qc'), decision.documentId, decision.generation, draw.at, decision.classKey, draw.timeZone],
  );
}
