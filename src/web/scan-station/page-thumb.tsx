import { IconAlertTriangle, IconPhotoOff, IconScan } from '@tabler/icons-react';
import { memo } from 'react';
import type { LightTablePage } from '../api/contract.ts';
import { addresses } from '../api/mailroom-api.ts';
import css from './page-thumb.module.css';

interface PageThumbProps {
  readonly placeKey: string;
  readonly page: LightTablePage;
  readonly label: string;
  readonly caption: string;
  /** Of the cell, in CSS pixels of the table. */
  readonly x: number;
  readonly y: number;
  readonly position: number;
  readonly count: number;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  readonly isPoor: boolean;
  readonly dropSide: 'before' | 'after' | null;
  readonly isDraggable: boolean;
}

/** The server has few widths; this is its smallest, and a few kilobytes. */
const widthPx = 200;

/** One page of the light table, in a box whose size does not depend on the picture. */
export const PageThumb = memo(function PageThumb({
  placeKey,
  page,
  label,
  caption,
  x,
  y,
  position,
  count,
  isCursor,
  isSelected,
  isPoor,
  dropSide,
  isDraggable,
}: PageThumbProps) {
  const isLying = page.turn % 180 !== 0;
  return (
    <div
      id={`page-${placeKey}`}
      className={css.thumb}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      role="option"
      tabIndex={isCursor ? 0 : -1}
      aria-label={label}
      aria-selected={isSelected}
      aria-posinset={position}
      aria-setsize={count}
      draggable={isDraggable}
      data-key={placeKey}
      data-cursor={isCursor || undefined}
      data-dropped={page.dropped ?? undefined}
      data-coming={page.isComing || undefined}
      data-drop={dropSide ?? undefined}
    >
      <span className={css.box}>
        {page.hasImage ? (
          <img
            className={css.image}
            data-lying={isLying || undefined}
            src={addresses.pageImage(page.documentId, page.page, widthPx)}
            alt=""
            decoding="async"
            draggable={false}
            style={{ aspectRatio: `${page.widthMm} / ${page.heightMm}`, rotate: `${page.turn}deg` }}
          />
        ) : (
          <IconPhotoOff size="1.5rem" stroke={1.2} aria-hidden />
        )}
        {page.isForRescan && (
          <span className={css.mark} data-tone="running">
            <IconScan size="0.9rem" aria-hidden />
          </span>
        )}
        {isPoor && (
          <span className={css.mark} data-tone="person">
            <IconAlertTriangle size="0.9rem" aria-hidden />
          </span>
        )}
      </span>
      <span className={css.caption} aria-hidden>
        {caption}
      </span>
    </div>
  );
});
