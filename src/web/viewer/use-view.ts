import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Box } from '../../domain/page.ts';
import { readSetting, writeSetting } from '../ui/local-setting.ts';
import {
  closeUp,
  type Fit,
  fitted,
  type Point,
  panned,
  type Size,
  settled,
  showing,
  type Turn,
  type View,
  zoomedAt,
} from './geometry.ts';

const readingFitKey = 'mailroom.viewerFit';
const zoomStep = 1.25;
/** A press that moves less than this is a click on a field or a word, not a drag. */
const dragFromPx = 4;

/** One and a half times paper size, growing with the text of the page as it does on very large screens. */
const readingZoomMax = () => (1.5 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16;

/** To read, a page fits the width; where pages are looked over, all of it is wanted, until the reader says otherwise. */
function fitOf(kept: string | null, fitKey: string): Fit {
  if (kept === 'page' || kept === 'width') return kept;
  return fitKey === readingFitKey ? 'width' : 'page';
}

/** The window's view of one sheet: fitting, zooming, dragging, turning; by wheel, fingers, and the returned actions. */
export function useView(windowRef: RefObject<HTMLDivElement | null>, sheet: Size, fitKey = readingFitKey) {
  const [room, setRoom] = useState<Size | null>(null);
  const [fit, setFit] = useState<Fit>(() => fitOf(readSetting(fitKey), fitKey));
  /** Null while the page fits by itself: then a resized window fits it again. */
  const [own, setOwn] = useState<View | null>(null);
  const [turn, setTurn] = useState<Turn>(0);
  const [isDragging, setDragging] = useState(false);
  const wasDragged = useRef(false);

  const view = useMemo((): View | null => {
    if (room === null) return null;
    return own === null ? fitted(room, sheet, turn, fit, readingZoomMax()) : settled(own, room, sheet);
  }, [room, own, sheet, turn, fit]);
  const now = useRef({ view, room, sheet });
  now.current = { view, room, sheet };

  useLayoutEffect(() => {
    const target = windowRef.current;
    if (target === null) return;
    const measure = () => setRoom({ width: target.clientWidth, height: target.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [windowRef]);

  const zoomAt = useCallback((at: Point, factor: number) => {
    const { view, room, sheet } = now.current;
    if (view !== null && room !== null) setOwn(zoomedAt(view, at, factor, room, sheet));
  }, []);
  const panBy = useCallback((by: Point) => {
    const { view, room, sheet } = now.current;
    if (view !== null && room !== null) setOwn(panned(view, by, room, sheet));
  }, []);

  useEffect(() => {
    const target = windowRef.current;
    if (target === null) return;
    const fingers = new Map<number, Point>();
    let start: Point | null = null;
    const at = (event: { clientX: number; clientY: number }): Point => {
      const bounds = target.getBoundingClientRect();
      return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      // Lines and pages (Firefox) are made to pixels; a pinch on a pad comes as a wheel with Ctrl and small steps.
      const deltaPx = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1);
      zoomAt(at(event), Math.exp(-Math.max(-240, Math.min(240, deltaPx)) * (event.ctrlKey ? 0.01 : 0.0018)));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, at(event));
      if (fingers.size === 1) {
        start = at(event);
        wasDragged.current = false;
      }
    };
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) return;
      const after = at(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) {
        const was = Math.hypot(before.x - other.x, before.y - other.y);
        const is = Math.hypot(after.x - other.x, after.y - other.y);
        if (was > 0 && is > 0) zoomAt({ x: (after.x + other.x) / 2, y: (after.y + other.y) / 2 }, is / was);
        wasDragged.current = true;
      } else {
        if (!wasDragged.current && start !== null && Math.hypot(after.x - start.x, after.y - start.y) < dragFromPx)
          return;
        if (!wasDragged.current) {
          wasDragged.current = true;
          setDragging(true);
          target.setPointerCapture(event.pointerId);
        }
        panBy({ x: after.x - before.x, y: after.y - before.y });
      }
      fingers.set(event.pointerId, after);
    };
    const onUp = (event: PointerEvent) => {
      fingers.delete(event.pointerId);
      if (fingers.size === 0) setDragging(false);
    };
    // Not React's listeners: its wheel listener is passive and could not keep the page from scrolling.
    target.addEventListener('wheel', onWheel, { passive: false });
    target.addEventListener('pointerdown', onDown);
    target.addEventListener('pointermove', onMove);
    target.addEventListener('pointerup', onUp);
    target.addEventListener('pointercancel', onUp);
    return () => {
      target.removeEventListener('wheel', onWheel);
      target.removeEventListener('pointerdown', onDown);
      target.removeEventListener('pointermove', onMove);
      target.removeEventListener('pointerup', onUp);
      target.removeEventListener('pointercancel', onUp);
    };
  }, [windowRef, zoomAt, panBy]);

  const actions = useMemo(
    () => ({
      zoomBy: (direction: 1 | -1) => {
        const { room } = now.current;
        if (room !== null) zoomAt({ x: room.width / 2, y: room.height / 2 }, zoomStep ** direction);
      },
      fitTo: (next: Fit) => {
        writeSetting(fitKey, next);
        setFit(next);
        setOwn(null);
      },
      turnBy: () => {
        setTurn((before) => ((before + 90) % 360) as Turn);
        setOwn(null);
      },
      /** Another page: upright and fitted again. */
      begin: () => {
        setTurn(0);
        setOwn(null);
      },
      show: (box: Box) => {
        const { view, room, sheet } = now.current;
        if (view === null || room === null) return;
        const next = showing(view, box, room, sheet);
        if (next !== view) setOwn(next);
      },
      /** Near to a place, from the fitted page: going from place to place does not add up. */
      lookAt: (box: Box | null) => {
        const { view, room, sheet } = now.current;
        if (view === null || room === null) return;
        const whole = fitted(room, sheet, view.turn, fit, readingZoomMax());
        setOwn(box === null ? null : closeUp(whole, box, room, sheet));
      },
      panBy,
    }),
    [zoomAt, panBy, fitKey, fit],
  );
  return { view, fit: own === null ? fit : null, isDragging, wasDragged, ...actions };
}
