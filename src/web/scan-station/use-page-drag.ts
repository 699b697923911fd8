import { type DragEvent, useState } from 'react';

export interface DropPlace {
  readonly key: string;
  readonly side: 'before' | 'after';
}

const mediaType = 'application/x-mailroom-pages';

/**
 * Dragging pages over the light table. `onBegin` is told which page was taken, `onDrop` where it was let go. The browser's
 * own dragging scrolls at the edges and ends with Escape.
 */
export function usePageDrag(told: {
  readonly onBegin: (key: string) => void;
  readonly onDrop: (place: DropPlace) => void;
}) {
  const [place, setPlace] = useState<DropPlace | null>(null);
  const [isDragging, setDragging] = useState(false);
  const end = () => {
    setPlace(null);
    setDragging(false);
  };
  const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(mediaType);
  return {
    place,
    isDragging,
    isOurs,
    end,
    listeners: {
      onDragStart: (event: DragEvent) => {
        const key = keyUnder(event);
        if (key === null) return;
        event.dataTransfer.setData(mediaType, key);
        event.dataTransfer.effectAllowed = 'move';
        told.onBegin(key);
        // Only after the picture of what is dragged was taken, or the browser gives up the drag.
        window.setTimeout(() => setDragging(true));
      },
      onDragOver: (event: DragEvent) => {
        if (!isOurs(event)) return;
        const key = keyUnder(event);
        if (key === null) return setPlace(null);
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        const side = sideUnder(event);
        setPlace((before) => (before?.key === key && before.side === side ? before : { key, side }));
      },
      onDragLeave: (event: DragEvent) => {
        if (event.target === event.currentTarget) setPlace(null);
      },
      onDrop: (event: DragEvent) => {
        const key = keyUnder(event);
        if (!isOurs(event) || key === null) return;
        event.preventDefault();
        told.onDrop({ key, side: sideUnder(event) });
        end();
      },
      onDragEnd: end,
    },
  };
}

const thumbUnder = (event: DragEvent): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
const keyUnder = (event: DragEvent): string | null => thumbUnder(event)?.dataset.key ?? null;

function sideUnder(event: DragEvent): DropPlace['side'] {
  const bounds = thumbUnder(event)?.getBoundingClientRect();
  return bounds !== undefined && event.clientX > bounds.left + bounds.width / 2 ? 'after' : 'before';
}
