import type { Box } from '../../domain/page.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Turn = 0 | 90 | 180 | 270;

/** Where the sheet lies in the window: `x`, `y` is its upper left corner after turning, in CSS pixels of the window. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  readonly turn: Turn;
}
export type Fit = 'page' | 'width';

export const zoomMin = 0.1;
export const zoomMax = 8;
const marginPx = 16;

/** A page's size at zoom 1: its physical size at the 96 CSS pixels an inch has. */
export const sheetSize = (page: { readonly widthMm: number; readonly heightMm: number }): Size => ({
  width: (page.widthMm * 96) / 25.4,
  height: (page.heightMm * 96) / 25.4,
});

export const turned = (sheet: Size, turn: Turn): Size =>
  turn % 180 === 0 ? sheet : { width: sheet.height, height: sheet.width };

/** `widthZoomMax` keeps a page on a very wide screen from being blown up beyond what is pleasant to read. */
export function fitted(window: Size, sheet: Size, turn: Turn, fit: Fit, widthZoomMax = zoomMax): View {
  const { width, height } = turned(sheet, turn);
  const acrossZoom = (window.width - 2 * marginPx) / width;
  const downZoom = (window.height - 2 * marginPx) / height;
  const zoom = clamp(
    fit === 'page' ? Math.min(acrossZoom, downZoom) : Math.min(acrossZoom, widthZoomMax),
    zoomMin,
    zoomMax,
  );
  return settled({ zoom, x: 0, y: marginPx, turn }, window, sheet);
}

/** Larger or smaller by `factor`, with what lies under `at` staying there. */
export function zoomedAt(view: View, at: Point, factor: number, window: Size, sheet: Size): View {
  const zoom = clamp(view.zoom * factor, zoomMin, zoomMax);
  const real = zoom / view.zoom;
  return settled({ ...view, zoom, x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real }, window, sheet);
}

export function panned(view: View, by: Point, window: Size, sheet: Size): View {
  return settled({ ...view, x: view.x + by.x, y: view.y + by.y }, window, sheet);
}

/** Keeps the sheet in the window: centred where it is smaller, otherwise without an empty strip beside it. */
export function settled(view: View, window: Size, sheet: Size): View {
  const { width, height } = turned(sheet, view.turn);
  return {
    ...view,
    x: settle(view.x, width * view.zoom, window.width),
    y: settle(view.y, height * view.zoom, window.height),
  };
}

function settle(at: number, length: number, room: number): number {
  if (length + 2 * marginPx <= room) return (room - length) / 2;
  return clamp(at, room - length - marginPx, marginPx);
}

/** Moves the sheet just far enough that a marked place, with some room around it, is in the window. */
export function showing(view: View, box: Box, window: Size, sheet: Size): View {
  const place = placeOf(box, view, sheet);
  const room = 48;
  const by = {
    x: shift(place.x, place.width, window.width, room),
    y: shift(place.y, place.height, window.height, room),
  };
  return by.x === 0 && by.y === 0 ? view : panned(view, by, window, sheet);
}

/** A line of print is comfortably read at this height, in CSS pixels of a 16 px text. */
const closeLinePx = 26;

/** So near that the print of a marked place is read without effort, with the place in the middle; never farther than `view`. */
export function closeUp(view: View, box: Box, window: Size, sheet: Size): View {
  const [left, top, width, height] = box;
  const byLine = closeLinePx / (height * turned(sheet, view.turn).height || closeLinePx);
  const byWidth = (window.width * 0.8) / (width * sheet.width || 1);
  const zoom = clamp(Math.min(byLine, byWidth), view.zoom, Math.max(view.zoom, 2.5));
  const near = { ...view, zoom };
  const place = placeOf([left, top, width, height], near, sheet);
  return panned(
    near,
    { x: window.width / 2 - place.x - place.width / 2, y: window.height * 0.4 - place.y - place.height / 2 },
    window,
    sheet,
  );
}

/** A box on the upright page (fractions) as a rectangle in the window. */
export function placeOf([left, top, width, height]: Box, view: View, sheet: Size): Point & Size {
  const upright = {
    x: left * sheet.width,
    y: top * sheet.height,
    width: width * sheet.width,
    height: height * sheet.height,
  };
  const onSheet = turnedPlace(upright, view.turn, sheet);
  return {
    x: view.x + onSheet.x * view.zoom,
    y: view.y + onSheet.y * view.zoom,
    width: onSheet.width * view.zoom,
    height: onSheet.height * view.zoom,
  };
}

function turnedPlace(place: Point & Size, turn: Turn, sheet: Size): Point & Size {
  switch (turn) {
    case 0:
      return place;
    case 90:
      return { x: sheet.height - place.y - place.height, y: place.x, width: place.height, height: place.width };
    case 180:
      return {
        x: sheet.width - place.x - place.width,
        y: sheet.height - place.y - place.height,
        width: place.width,
        height: place.height,
      };
    case 270:
      return { x: place.y, y: sheet.width - place.x - place.width, width: place.height, height: place.width };
  }
}

function shift(at: number, length: number, roomLength: number, room: number): number {
  if (at < room) return room - at;
  const over = at + length + room - roomLength;
  return over > 0 ? -Math.min(over, at - room) : 0;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
