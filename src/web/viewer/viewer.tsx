import { IconFileOff, IconHourglass } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Box } from '../../domain/page.ts';
import { useKeys } from '../keys/keys.tsx';
import { useSpeech } from '../words/words.tsx';
import { FieldBoxes, type MarkedField } from './field-boxes.tsx';
import { sheetSize } from './geometry.ts';
import { sharpWidth } from './image-width.ts';
import { PageSheet } from './page-sheet.tsx';
import { PageWords } from './page-words.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { useView } from './use-view.ts';
import css from './viewer.module.css';
import { ViewerToolbar } from './viewer-toolbar.tsx';

export interface ViewerPage {
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

interface ViewerProps {
  readonly documentId: string;
  readonly pages: readonly ViewerPage[];
  readonly version: string;
  readonly fields?: readonly MarkedField[];
  readonly active?: string | null;
  readonly onActive?: (key: string | null) => void;
  /** A place to go near to, each time it is another; null looks at the page as a whole. */
  readonly look?: { readonly page: number; readonly box: Box } | null | undefined;
  /** The key that shows the whole page. */
  readonly fitKey?: string;
  /** When given, words on the page can be picked. */
  readonly onPickWord?: ((word: string) => void) | undefined;
  /** Why there are no pages (yet): not asked for, still being made, or none. */
  readonly absence: 'loading' | 'pending' | 'none';
  /** At the left of the toolbar. */
  readonly toolbarStart?: ReactNode;
  /** Shown instead of the page image: the text of the document. */
  readonly instead?: ReactNode;
}

const noFields: readonly MarkedField[] = [];
const a4: ViewerPage = { number: 1, widthMm: 210, heightMm: 297 };
const panPx = 80;

/** The paper: one page at a time, as large as the place allows. */
export function Viewer({
  documentId,
  pages,
  version,
  fields = noFields,
  active = null,
  onActive,
  look,
  fitKey = '0',
  onPickWord,
  absence,
  toolbarStart,
  instead,
}: ViewerProps) {
  const { words } = useSpeech();
  const [wanted, setWanted] = useState(1);
  const windowRef = useRef<HTMLDivElement>(null);
  const page = pages.find((one) => one.number === wanted) ?? pages[0] ?? a4;
  const sheet = useMemo(() => sheetSize(page), [page]);
  const { view, fit, isDragging, wasDragged, zoomBy, fitTo, turnBy, begin, show, lookAt, panBy } = useView(
    windowRef,
    sheet,
  );
  const goTo = (number: number) => {
    if (number < 1 || number > pages.length || number === page.number) return;
    setWanted(number);
    begin();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a field lit from outside is shown once, not again with every zoom
  useEffect(() => {
    const field = fields.find((one) => one.key === active);
    if (
      field === undefined ||
      windowRef.current?.contains(document.activeElement) === true ||
      windowRef.current?.matches(':hover') === true ||
      look !== undefined
    )
      return;
    if (field.page !== page.number) goTo(field.page);
    else show(field.box);
  }, [active]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins at its first page
  useEffect(() => {
    setWanted(1);
    begin();
  }, [documentId]);

  const lookKey = look === undefined || look === null ? look : `${look.page}/${look.box.join()}`;
  const isLaidOut = view !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once; the reader may look elsewhere afterwards
  useEffect(() => {
    if (look === undefined || !isLaidOut) return;
    if (look !== null && look.page !== page.number) goTo(look.page);
    else lookAt(look?.box ?? null);
  }, [lookKey, page.number, isLaidOut, documentId]);

  useKeys([
    { on: ['+', '='], caps: ['+'], label: words.keys.zoomIn, run: () => zoomBy(1) },
    { on: ['-', '−'], caps: ['−'], label: words.keys.zoomOut, run: () => zoomBy(-1) },
    { on: [fitKey], label: words.keys.fit, run: () => fitTo('page') },
    { on: ['w'], label: words.keys.fitWidth, run: () => fitTo('width') },
    { on: ['r'], label: words.keys.rotate, run: turnBy },
    ...(pages.length > 1
      ? [
          { on: ['ArrowRight', 'PageDown'], caps: ['→'], label: words.keys.nextPage, run: () => goTo(page.number + 1) },
          {
            on: ['ArrowLeft', 'PageUp'],
            caps: ['←'],
            label: words.keys.previousPage,
            run: () => goTo(page.number - 1),
          },
        ]
      : []),
  ]);
  const onWindowKeys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowUp: { x: 0, y: panPx }, ArrowDown: { x: 0, y: -panPx } }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    panBy(by);
  };

  const shownFields = useMemo(() => fields.filter((field) => field.page === page.number), [fields, page.number]);
  // The end of a drag is a click for the browser; it must not pick the word it happens to end on.
  const pick = useMemo(
    () => onPickWord && ((word: string) => (wasDragged.current ? undefined : onPickWord(word))),
    [onPickWord, wasDragged],
  );
  const hasPages = pages.length > 0;
  const sharpWidthPx = view === null ? 1000 : sharpWidth(sheet.width * view.zoom, window.devicePixelRatio);
  return (
    <section className={css.viewer} aria-label={words.viewer.label}>
      <ViewerToolbar
        page={page.number}
        pageCount={pages.length}
        zoom={view?.zoom ?? null}
        fit={fit}
        onPage={goTo}
        onZoom={zoomBy}
        onFit={fitTo}
        onTurn={turnBy}
        start={toolbarStart}
      />
      <div className={css.room} data-thumbnails={pages.length > 1 || undefined}>
        {pages.length > 1 && <Thumbnails documentId={documentId} pages={pages} current={page.number} onChoose={goTo} />}
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has its role whenever it has its label */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
        <div
          ref={windowRef}
          className={css.window}
          tabIndex={hasPages ? 0 : -1}
          role={hasPages ? 'group' : undefined}
          aria-label={hasPages ? words.common.pageOf(page.number, pages.length) : undefined}
          data-dragging={isDragging || undefined}
          data-picking={onPickWord !== undefined || undefined}
          onKeyDown={onWindowKeys}
          hidden={instead !== undefined}
        >
          {hasPages && view !== null && (
            <div className={css.sheet} style={sheetStyle(view, sheet)}>
              <PageSheet
                documentId={documentId}
                page={page.number}
                pageCount={pages.length}
                sharpWidthPx={sharpWidthPx}
                version={version}
              />
              {pick !== undefined && <PageWords documentId={documentId} page={page.number} onPick={pick} />}
              {onActive !== undefined && (
                <FieldBoxes fields={shownFields} active={active} onActive={onActive} onPick={pick} />
              )}
            </div>
          )}
          {!hasPages && <NoPage absence={absence} />}
        </div>
        {instead !== undefined && <div className={css.instead}>{instead}</div>}
      </div>
    </section>
  );
}

/** A sheet without a page on it, with the reason. While facts are on their way it says nothing: they come in a blink. */
function NoPage({ absence }: { absence: ViewerProps['absence'] }) {
  const { words } = useSpeech();
  if (absence === 'loading') return <div className={css.nothing} />;
  const Icon = absence === 'pending' ? IconHourglass : IconFileOff;
  return (
    <div className={css.nothing}>
      <Icon size="2rem" stroke={1.2} aria-hidden />
      <p>{absence === 'pending' ? words.viewer.notYet : words.viewer.noPages}</p>
      <p className={css.kept}>{words.viewer.kept}</p>
    </div>
  );
}

function sheetStyle(
  view: { zoom: number; x: number; y: number; turn: number },
  sheet: { width: number; height: number },
) {
  // Turned about its upper left corner, and then moved so that the turned sheet begins at (x, y).
  const across = sheet.width * view.zoom;
  const down = sheet.height * view.zoom;
  const offset = { 0: [0, 0], 90: [down, 0], 180: [across, down], 270: [0, across] }[view.turn] ?? [0, 0];
  return {
    width: `${across}px`,
    height: `${down}px`,
    transform: `translate(${view.x + (offset[0] ?? 0)}px, ${view.y + (offset[1] ?? 0)}px) rotate(${view.turn}deg)`,
  };
}
