import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Room {
  readonly width: number;
  readonly height: number;
  /** CSS pixels of one rem, which grows on very large screens. */
  readonly remPx: number;
}

/** The inner size of an element, kept as it changes; null before it is known. */
export function useRoom(target: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const element = target.current;
    if (element === null) return;
    const measure = () =>
      setRoom({
        width: element.clientWidth,
        height: element.clientHeight,
        remPx: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return room;
}
