import { IconFlag3 } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { nameOfPress } from '../keys/key-press.ts';
import { useSpeech } from '../words/words.tsx';
import { isPoor, type LightTable, type PagePlace } from './light-table.ts';
import { labelOf } from './page-label.ts';
import { PageThumb } from './page-thumb.tsx';
import css from './table-canvas.module.css';
import { type TableOrder, tableOrderOf } from './table-keys.ts';
import { drawnBetween, layRows, rowsInView, type Segment } from './table-rows.ts';
import { type DropPlace, usePageDrag } from './use-page-drag.ts';
import { useRoom } from './use-room.ts';

/** As in the style sheets: the box of one page, and a row with the heading of its document. */
const cellRem = 7.5;
const thumbRem = 7;
const rowRem = 12.25;
const headRem = 1.625;
const edgeRem = 0.75;
const rowsAround = 2;

interface TableCanvasProps {
  readonly table: LightTable;
  readonly cursor: PagePlace;
  readonly selected: ReadonlySet<string>;
  readonly mayEdit: boolean;
  readonly onChoose: (key: string, extendsSelection: boolean) => void;
  readonly onOrder: (order: TableOrder) => void;
  readonly onMove: (to: DropPlace) => void;
  readonly onMoveOut: () => void;
}

/** The thumbnails. Only rows in view are drawn, so a thousand pages scroll as twenty do. */
export function TableCanvas({
  table,
  cursor,
  selected,
  mayEdit,
  onChoose,
  onOrder,
  onMove,
  onMoveOut,
}: TableCanvasProps) {
  const { words } = useSpeech();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  // The row at the top and not the pixel: drawn anew once a row, not with every step of the wheel.
  const [topRow, setTopRow] = useState(0);
  const remPx = room?.remPx ?? 16;
  const rowPx = rowRem * remPx;
  const columns = Math.max(1, Math.floor(((room?.width ?? 0) - 2 * edgeRem * remPx) / (cellRem * remPx)));
  const rows = useMemo(() => layRows(table, columns), [table, columns]);
  const { from, to } = rowsInView(
    { scrollTop: topRow * rowPx, height: (room?.height ?? 0) + rowPx },
    rowPx,
    rows.rowCount,
    rowsAround,
  );
  const drawn = drawnBetween(rows, from, to);
  const drag = usePageDrag({ onBegin: (key) => !selected.has(key) && onChoose(key, false), onDrop: onMove });
  const cursorRow = rows.cells[cursor.flat]?.row ?? 0;

  // The cursor is followed when it moves or its row does, never while somebody scrolls elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || room === null) return;
    const top = cursorRow * rowPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowPx > element.scrollTop + room.height) element.scrollTop = top + rowPx - room.height;
    setTopRow(Math.floor(element.scrollTop / rowPx));
  }, [cursor.key, cursorRow, rowPx, room?.height]);
  useEffect(() => {
    const active = document.activeElement;
    const isFree = active === null || active === document.body || active.id === 'content';
    if (isFree || list.current?.contains(active) === true)
      document.getElementById(`page-${cursor.key}`)?.focus({ preventScroll: true });
  }, [cursor.key]);

  const onKeyDown = (event: KeyboardEvent) => {
    const name = nameOfPress(event);
    // Letters are left to the page's own keys, where they can be turned off.
    if (name.length === 1) return;
    const order = tableOrderOf(name, event.shiftKey);
    if (order === null) return;
    event.preventDefault();
    onOrder(order);
  };
  const onClick = (event: MouseEvent) => {
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]')?.dataset.key : null;
    if (key === undefined || key === null) return;
    onChoose(key, event.shiftKey);
    document.getElementById(`page-${key}`)?.focus({ preventScroll: true });
  };

  const shown = table.places.slice(drawn.pageFrom, drawn.pageTo);
  // The page with the focus stays, wherever it was scrolled to, or the keyboard would lose its place.
  const pages = cursor.flat >= drawn.pageFrom && cursor.flat < drawn.pageTo ? shown : [...shown, cursor];
  const at = (row: number, column: number) => ({
    x: (edgeRem + column * cellRem) * remPx,
    y: row * rowPx + edgeRem * remPx,
  });
  return (
    <div className={css.frame}>
      <div
        ref={scroller}
        className={css.scroller}
        onScroll={(event) => setTopRow(Math.floor(event.currentTarget.scrollTop / rowPx))}
      >
        <div className={css.canvas} style={{ height: `${rows.rowCount * rowPx + edgeRem * remPx}px` }}>
          {room !== null && (
            <>
              <div aria-hidden>
                {drawn.segments.map((segment) => (
                  <SegmentFrame
                    key={`${segment.part}-${segment.from}`}
                    table={table}
                    segment={segment}
                    isCurrent={segment.part === cursor.part}
                    {...at(segment.row, segment.column)}
                    widthPx={(segment.to - segment.from) * cellRem * remPx}
                  />
                ))}
              </div>
              <div
                ref={list}
                role="listbox"
                aria-label={words.lightTable.label}
                aria-multiselectable
                aria-orientation="horizontal"
                tabIndex={-1}
                className={css.list}
                onKeyDown={onKeyDown}
                onClick={onClick}
                {...drag.listeners}
              >
                {pages.map((place) => {
                  const cell = rows.cells[place.flat] ?? { row: 0, column: 0 };
                  const { x, y } = at(cell.row, cell.column);
                  return (
                    <PageThumb
                      key={place.key}
                      placeKey={place.key}
                      page={place.page}
                      label={labelOf(words.lightTable, table, place)}
                      caption={
                        place.page.dropped === null ? String(place.number) : words.lightTable.drops[place.page.dropped]
                      }
                      x={x + ((cellRem - thumbRem) / 2) * remPx}
                      y={y + headRem * remPx}
                      position={place.flat + 1}
                      count={table.places.length}
                      isCursor={place.key === cursor.key}
                      isSelected={selected.has(place.key)}
                      isPoor={isPoor(place.page)}
                      dropSide={drag.place?.key === place.key ? drag.place.side : null}
                      isDraggable={mayEdit}
                    />
                  );
                })}
              </div>
            </>
          )}
        </div>
      </div>
      {drag.isDragging && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a place to let go with the mouse; the keyboard has E
        <div
          className={css.dropEnd}
          onDragOver={(event) => drag.isOurs(event) && event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            drag.end();
            onMoveOut();
          }}
        >
          {words.lightTable.dropEnd}
        </div>
      )}
    </div>
  );
}

function SegmentFrame({
  table,
  segment,
  isCurrent,
  x,
  y,
  widthPx,
}: {
  table: LightTable;
  segment: Segment;
  isCurrent: boolean;
  x: number;
  y: number;
  widthPx: number;
}) {
  const { words } = useSpeech();
  const part = table.parts[segment.part];
  if (part === undefined) return null;
  const number = table.documentNumbers[segment.part] ?? null;
  const kept = part.pages.filter(({ dropped }) => dropped === null).length;
  const isDoubtful = part.isDoubtful && segment.isFirst;
  return (
    <div
      className={css.segment}
      style={{ transform: `translate(${x}px, ${y}px)`, width: `${widthPx}px` }}
      data-current={isCurrent || undefined}
      data-doubtful={isDoubtful || undefined}
      data-loose={number === null || undefined}
      data-begins={segment.isFirst || undefined}
      data-ends={segment.isLast || undefined}
    >
      <span className={css.head} title={words.lightTable.cuts[part.cut]}>
        {isDoubtful && <IconFlag3 size="0.9rem" aria-hidden />}
        <strong>{number === null ? words.lightTable.dropsOnly : words.lightTable.documentShort(number)}</strong>
        {segment.isFirst
          ? part.pages.length > 1 && number !== null && <span>{words.lightTable.pagesOfDocument(kept)}</span>
          : words.lightTable.continued}
        {isDoubtful && <span>?</span>}
      </span>
    </div>
  );
}
