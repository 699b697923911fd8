import type { HeldPage, OfferedPage, SharedPages } from '../ports/shared-pages.ts';
import type { Queryable } from './connection.ts';

/** Instants are the database's, because workers on other machines have clocks of their own. */
export function createSharedPages(parts: {
  readonly database: Queryable;
  /** Names this process. */
  readonly worker: string;
  readonly leaseSeconds: number;
}): SharedPages {
  const { database, worker, leaseSeconds } = parts;
  const until = `now() + make_interval(secs => ${Number(leaseSeconds)})`;

  const held = (page: OfferedPage): HeldPage => {
    const { image, reader } = page;
    const extend = async (): Promise<void> => {
      await database
        .query(`update pages_to_read set held_until = ${until} where image = $1 and reader = $2 and held_by = $3`, [
          ...[image, reader, worker],
        ])
        // The database is away for a moment; at worst somebody reads the page as well.
        .catch(() => {});
    };
    const beat = setInterval(() => void extend(), (leaseSeconds * 1000) / 3);
    return {
      page,
      async [Symbol.asyncDispose]() {
        clearInterval(beat);
        await database
          .query(
            `update pages_to_read set held_by = null, held_until = null where image = $1 and reader = $2 and held_by = $3`,
            [image, reader, worker],
          )
          .catch(() => {});
      },
    };
  };

  return {
    async offer(documentId, pages) {
      await database.query(
        `insert into pages_to_read (image, reader, document_id, number, offered_by)
         select p->>'image', p->>'reader', $1, (p->>'number')::integer, $3 from jsonb_array_elements($2::jsonb) p
         on conflict (image, reader) do update set document_id = excluded.document_id, offered_by = excluded.offered_by`,
        [documentId, JSON.stringify(pages), worker],
      );
    },
    async hold(page) {
      const { rows } = await database.query<{ isMine: boolean }>(
        `with taken as (
           update pages_to_read set held_by = $3, held_until = ${until}
            where image = $1 and reader = $2 and (held_until is null or held_until < now() or held_by = $3)
           returning 1
         )
         select exists (select 1 from taken)
             or not exists (select 1 from pages_to_read where image = $1 and reader = $2) as "isMine"`,
        [page.image, page.reader, worker],
      );
      return rows[0]?.isMine === true ? held(page) : null;
    },
    async holdAny(reader) {
      const { rows } = await database.query<OfferedPage>(
        `update pages_to_read set held_by = $2, held_until = ${until}
          where (image, reader) = (
            select image, reader from pages_to_read
             where reader = $1 and offered_by <> $2 and (held_until is null or held_until < now())
             order by document_id, number desc limit 1 for update skip locked)
         returning image, reader, number`,
        [reader, worker],
      );
      return rows[0] === undefined ? null : held(rows[0]);
    },
    async close({ image, reader }) {
      await database.query('delete from pages_to_read where image = $1 and reader = $2', [image, reader]);
    },
    async withdraw(documentId) {
      await database.query('delete from pages_to_read where document_id = $1', [documentId]);
    },
  };
}
