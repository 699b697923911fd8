import type { Queryable } from './connection.ts';

/** Removes what has no meaning any more: expired sessions and links, old sign-in failures, answers nobody will ask for again, pages made and read for documents that are through. */
export async function purgeExpired(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from sessions where expires_at < $1', [now]);
  await database.query('delete from password_links where expires_at < $1', [now]);
  await database.query(`delete from sign_in_failures where at < $1::timestamptz - interval '1 day'`, [now]);
  await database.query(`delete from idempotency_keys where created_at < $1::timestamptz - interval '7 days'`, [now]);
  await database.query(`delete from page_readings where read_at < $1::timestamptz - interval '2 days'`, [now]);
  await database.query(`delete from opened_pages where made_at < $1::timestamptz - interval '2 days'`, [now]);
  await database.query(`delete from page_progress where updated_at < $1::timestamptz - interval '2 days'`, [now]);
}
