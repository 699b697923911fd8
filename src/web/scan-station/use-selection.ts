import { useCallback, useMemo, useState } from 'react';
import { type LightTable, type PagePlace, pagesBetween } from './light-table.ts';

export interface Selection {
  /** Undefined for an empty table. */
  readonly cursor: PagePlace | undefined;
  /** In the order of the table, the cursor's page among them. */
  readonly pages: readonly PagePlace[];
  readonly keys: ReadonlySet<string>;
  readonly choose: (key: string, extendsSelection: boolean) => void;
}

/** Which pages are selected, by what they are and not by where they lie: a reload or an edit keeps them. */
export function useSelection(table: LightTable): Selection {
  const [{ cursor: wanted, anchor }, setSelected] = useState<{ cursor: string | null; anchor: string | null }>({
    cursor: null,
    anchor: null,
  });
  const cursor = (wanted === null ? undefined : table.byKey.get(wanted)) ?? table.places[0];
  const cursorKey = cursor?.key ?? null;
  const choose = useCallback(
    (key: string, extendsSelection: boolean) =>
      setSelected((before) => ({
        cursor: key,
        anchor: extendsSelection ? (before.anchor ?? before.cursor ?? cursorKey) : null,
      })),
    [cursorKey],
  );
  const pages = useMemo(() => pagesBetween(table, anchor, cursorKey), [table, anchor, cursorKey]);
  const keys = useMemo(() => new Set(pages.map(({ key }) => key)), [pages]);
  return { cursor, pages, keys, choose };
}
