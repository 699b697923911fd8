import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconFlag3,
  IconPhotoOff,
  IconScan,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import type { BatchDetail } from '../api/contract.ts';
import { useKeys } from '../keys/keys.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { sheetSize, turned } from '../viewer/geometry.ts';
import { sharpWidth } from '../viewer/image-width.ts';
import { PageSheet } from '../viewer/page-sheet.tsx';
import { useView } from '../viewer/use-view.ts';
import { useSpeech } from '../words/words.tsx';
import { isDoubtfulCutAt, type LightTable, type PagePlace } from './light-table.ts';
import css from './page-preview.module.css';
import { Tool } from './tool.tsx';
import { useProfileName } from './use-profile-name.ts';

/** The selected page, large, with what is wrong with it in words and the way to mend it. */
export function PagePreview({
  batch,
  table,
  place,
  marked,
  mayEdit,
  onConfirm,
  onReplace,
}: {
  batch: BatchDetail;
  table: LightTable;
  place: PagePlace;
  /** Selected pages that are marked for rescan. */
  marked: number;
  mayEdit: boolean;
  onConfirm: () => void;
  onReplace: () => void;
}) {
  const { words } = useSpeech();
  const { lightTable } = words;
  const { page } = place;
  const part = table.parts[place.part];
  return (
    <section className={css.preview} aria-label={lightTable.preview}>
      <div className={css.facts}>
        <PageFacts batch={batch} place={place} />
        {part !== undefined && place.index === 0 && (
          <p className={css.soft}>
            {lightTable.cuts[part.cut]}
            <Given part={part} />
          </p>
        )}
        {isDoubtfulCutAt(table, place) && (
          <p className={css.notice} data-tone="person">
            <IconFlag3 size="1rem" aria-hidden />
            <span>{lightTable.isDoubtfulCut}</span>
            {mayEdit && (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconCheck size="0.9rem" aria-hidden />}
                onClick={onConfirm}
              >
                {lightTable.confirm}
              </Button>
            )}
          </p>
        )}
        {page.dropped !== null && <p className={css.notice}>{lightTable.dropped[page.dropped]}</p>}
        {page.dropped === null && (page.quality?.flaws.length ?? 0) > 0 && (
          <p className={css.notice} data-tone="person">
            <IconAlertTriangle size="1rem" aria-hidden />
            <span>{page.quality?.flaws.map((flaw) => lightTable.flaws[flaw]).join(', ')}</span>
          </p>
        )}
        {page.isForRescan && (
          <p className={css.notice} data-tone="running">
            <IconScan size="1rem" aria-hidden />
            <span>{lightTable.markedText}</span>
            {mayEdit && marked > 0 && (
              <Button variant="default" size="compact-sm" title={lightTable.replaceHint(marked)} onClick={onReplace}>
                {lightTable.replace}
              </Button>
            )}
          </p>
        )}
      </div>
      <Sheet place={place} count={part?.pages.length ?? 1} />
    </section>
  );
}

function PageFacts({ batch, place }: { batch: BatchDetail; place: PagePlace }) {
  const { words, formats } = useSpeech();
  const { lightTable } = words;
  const scan = batch.scans.find(({ documentId }) => documentId === place.page.documentId);
  return (
    <p className={css.from}>
      {scan !== undefined && lightTable.fromScan(place.page.page, scan.filename)}
      {place.page.quality !== null && (
        <span className={css.quality}>{lightTable.quality(formats.percent(place.page.quality.score))}</span>
      )}
    </p>
  );
}

function Given({ part }: { part: BatchDetail['parts'][number] }) {
  const { words } = useSpeech();
  const nameOfClass = useClassName();
  const nameOfProfile = useProfileName();
  if (part.given === null) return null;
  const { classKey, archiveNumber, profile } = part.given;
  const said = [
    classKey === null ? '' : nameOfClass(classKey),
    archiveNumber ?? '',
    profile === null ? '' : nameOfProfile(profile),
  ];
  const text = said.filter((one) => one !== '').join(', ');
  return text === '' ? null : <> · {words.lightTable.given(text)}</>;
}

/** Turned by the clerk's turn here, because the server's picture does not have it. */
function Sheet({ place, count }: { place: PagePlace; count: number }) {
  const { words } = useSpeech();
  const { page } = place;
  const windowRef = useRef<HTMLDivElement>(null);
  const upright = useMemo(() => sheetSize(page), [page]);
  const sheet = useMemo(() => turned(upright, page.turn), [upright, page.turn]);
  const { view, isDragging, zoomBy, fitTo, begin } = useView(windowRef, sheet, 'mailroom.lightTableFit');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is fitted anew
  useEffect(() => begin(), [place.key]);
  useKeys([
    { on: ['+', '='], caps: ['+'], label: words.keys.zoomIn, run: () => zoomBy(1) },
    { on: ['-', '−'], caps: ['−'], label: words.keys.zoomOut, run: () => zoomBy(-1) },
    { on: ['0'], label: words.keys.fit, run: () => fitTo('page') },
    { on: ['w'], label: words.keys.fitWidth, run: () => fitTo('width') },
  ]);
  const zoom = view?.zoom ?? 1;
  return (
    <div className={css.room}>
      <div ref={windowRef} className={css.window} data-dragging={isDragging || undefined}>
        {view !== null && page.hasImage && (
          <div
            className={css.sheet}
            style={{
              width: `${sheet.width * zoom}px`,
              height: `${sheet.height * zoom}px`,
              transform: `translate(${view.x}px, ${view.y}px)`,
            }}
          >
            <div
              className={css.turned}
              style={{
                width: `${upright.width * zoom}px`,
                height: `${upright.height * zoom}px`,
                transform: `translate(-50%, -50%) rotate(${page.turn}deg)`,
              }}
            >
              <PageSheet
                documentId={page.documentId}
                page={page.page}
                pageCount={count}
                sharpWidthPx={sharpWidth(upright.width * zoom, window.devicePixelRatio)}
                version=""
              />
            </div>
          </div>
        )}
        {!page.hasImage && (
          <p className={css.nothing}>
            <IconPhotoOff size="1.5rem" stroke={1.2} aria-hidden /> {words.lightTable.noImage}
          </p>
        )}
      </div>
      <div className={css.zoom}>
        <Tool
          label={words.viewer.zoomOut}
          cap="−"
          icon={<IconZoomOut size="1.1rem" aria-hidden />}
          onClick={() => zoomBy(-1)}
        />
        <Tool
          label={words.viewer.zoomIn}
          cap="+"
          icon={<IconZoomIn size="1.1rem" aria-hidden />}
          onClick={() => zoomBy(1)}
        />
      </div>
    </div>
  );
}
