import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useKeys } from '../keys/keys.tsx';
import { useSpeech } from '../words/words.tsx';
import { stepRow } from './row-steps.ts';
import css from './rows.module.css';

export interface RowsProps<Row> {
  /** Names the list for a screen reader and, with `label` as key, remembers which row was opened last. */
  readonly label: string;
  /** Sets the columns: `--columns` as for `grid-template-columns`. */
  readonly className?: string | undefined;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly hrefOf: (row: Row) => string;
  /** One cell for each heading. */
  readonly cells: (row: Row) => readonly ReactNode[];
  /** A row that someone points at or moves to will probably be opened: time to fetch it. */
  readonly onNear?: (row: Row) => void;
  /** A bar between the headings and the rows. */
  readonly notice?: ReactNode;
  readonly footer?: ReactNode;
}

const lastOpened = new Map<string, string>();

/** A dense list of rows that are links: arrows move, Enter opens, and coming back finds the same row again. */
export function Rows<Row>({
  label,
  className,
  headings,
  rows,
  keyOf,
  hrefOf,
  cells,
  onNear,
  notice,
  footer,
}: RowsProps<Row>) {
  const { words } = useSpeech();
  const navigate = useNavigate();
  const body = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(() => lastOpened.get(label) ?? null);
  const at = Math.max(
    0,
    rows.findIndex((row) => keyOf(row) === current),
  );

  const focusRow = useCallback((index: number) => {
    const target = body.current?.querySelectorAll<HTMLElement>('[role="row"]')[index];
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'nearest' });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list appears again after a look at one of its rows
  useEffect(() => {
    if (lastOpened.has(label) && rows.some((row) => keyOf(row) === current)) focusRow(at);
  }, []);
  useKeys([
    { on: ['ArrowDown'], label: words.keys.down, run: () => focusRow(at) },
    { on: ['ArrowUp'], label: words.keys.up, run: () => focusRow(at) },
    { on: ['Enter'], label: words.keys.open, run: () => focusRow(at) },
  ]);

  const open = (row: Row) => {
    lastOpened.set(label, keyOf(row));
    void navigate(hrefOf(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (target.getAttribute('role') !== 'row' || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      open(row);
      return;
    }
    const next = stepRow(event.key, at, rows.length);
    if (next === null) return;
    event.preventDefault();
    focusRow(next);
  };
  const onClick = (row: Row) => (event: MouseEvent) => {
    lastOpened.set(label, keyOf(row));
    // The link inside does its own work, also with Ctrl for a new tab; marking text in a row must not open it.
    if ((event.target as HTMLElement).closest('a, button') !== null || window.getSelection()?.isCollapsed === false)
      return;
    open(row);
  };

  return (
    <div className={`${css.rows} ${className ?? ''}`}>
      {notice}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are links with several cells; a table element cannot be laid out for narrow screens */}
      <div role="grid" aria-label={label} aria-rowcount={-1} tabIndex={-1} onKeyDown={onKeyDown}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: headings are not rows to choose */}
        <div className={css.head} role="row">
          {headings.map((heading) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: headings are not cells to choose
            <div key={heading} role="columnheader">
              {heading}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div ref={body} role="rowgroup">
          {rows.map((row, index) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard
            <div
              key={keyOf(row)}
              className={css.row}
              role="row"
              tabIndex={index === at ? 0 : -1}
              onFocus={() => {
                setCurrent(keyOf(row));
                onNear?.(row);
              }}
              onMouseEnter={() => onNear?.(row)}
              onClick={onClick(row)}
            >
              {cells(row).map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells are columns, and columns do not move
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: the row has the focus, its cells do not
                <div key={column} role="gridcell">
                  {cell}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
      {footer}
    </div>
  );
}
