import { MailroomError } from '../domain/errors.ts';

/** Where a page of a list ended, as opaque text: the sort key of its last row. */
export function writeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** A page of rows that were asked for with one more than the limit, and where the next one begins. */
export function pageOf<Row, Item extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { readonly items: Item[]; readonly nextCursor: string | null } {
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor([last.id]) : null };
}

/** Fails with `request.invalid` for text that is no cursor of a list with `length` sort columns. */
export function readCursor(cursor: string, length: number): readonly string[] {
  const key = parse(cursor);
  if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key;
  throw new MailroomError('request.invalid', 'The cursor is not one of this list. Start again without a cursor.');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
