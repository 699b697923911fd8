import { halve, type ReducedRaster } from './grey-raster.ts';

/** A region that looks like a bar code, in pixels of the page. */
export interface CodeCandidate {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isStriped: boolean;
  readonly isDense: boolean;
  /** Degrees counter-clockwise by which upright stripes are turned, above -90 and up to 90. 0 for the others. */
  readonly stripesTilt: number;
}

/** Cells of 2 mm and, on half the copy, of 4 mm; judged with their eight neighbours. */
const cellPxMin = 4;
const cellInches = 0.08;
/** Sums of squared differences per pixel, as a share of the squared contrast between ink and paper. */
const stripedEnergyMin = 0.07;
/** 1 when all edges run in one direction: bars. Text has 0.2 to 0.5. */
const stripedCoherenceMin = 0.75;
const denseEnergyMin = 0.12;
/** Matrix codes are half black by their construction; text blackens a fifth of its area. */
const denseInk = { min: 0.3, max: 0.72 } as const;
/** In cells, of what is left after the judging has eaten the rim. */
const stripedLongMin = 5;
const denseLongMin = 3;
const marginCells = 3;
const contrastMin = 50;
/** Share of the contrast that is still paper. */
const bareDepth = 0.2;

interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly xx: Float32Array;
  readonly yy: Float32Array;
  readonly xy: Float32Array;
  readonly ink: Float32Array;
}

/** Where a bar code may be: many edges in one direction (bars), or dense ones half black (matrix codes). 15 ms a page. */
export function findCodeCandidates(page: ReducedRaster): readonly CodeCandidate[] {
  if (page.paper - page.ink < contrastMin) return [];
  return [...candidatesOf(page, cellInches), ...candidatesOf(halve(page), 2 * cellInches)];
}

function candidatesOf(page: ReducedRaster, inches: number): readonly CodeCandidate[] {
  const contrast = page.paper - page.ink;
  const cellX = Math.max(cellPxMin, Math.round(inches * page.dpiX));
  const cellY = Math.max(cellPxMin, Math.round(inches * page.dpiY));
  const cells = measure(page, cellX, cellY);
  const { columns, rows } = cells;
  const striped = new Uint8Array(columns * rows);
  const dense = new Uint8Array(columns * rows);
  const squared = contrast * contrast;
  for (let row = 1; row + 1 < rows; row += 1) {
    for (let column = 1; column + 1 < columns; column += 1) {
      const at = row * columns + column;
      const xx = around(cells.xx, at, columns) / (9 * squared);
      const yy = around(cells.yy, at, columns) / (9 * squared);
      const energy = xx + yy;
      if (energy < stripedEnergyMin) continue;
      const xy = around(cells.xy, at, columns) / (9 * squared);
      const coherence = Math.hypot(xx - yy, 2 * xy) / energy;
      const ink = around(cells.ink, at, columns) / (9 * contrast);
      if (coherence >= stripedCoherenceMin) striped[at] = 1;
      else if (energy >= denseEnergyMin && ink >= denseInk.min && ink <= denseInk.max) dense[at] = 1;
    }
  }
  const scaleX = cellX * page.factorX;
  const scaleY = cellY * page.factorY;
  return [...regionsOf(striped, cells, true), ...regionsOf(dense, cells, false)].map((region) => ({
    x: Math.max(0, (region.left - marginCells) * scaleX),
    y: Math.max(0, (region.top - marginCells) * scaleY),
    width: (region.right - region.left + 1 + 2 * marginCells) * scaleX,
    height: (region.bottom - region.top + 1 + 2 * marginCells) * scaleY,
    isStriped: region.isStriped,
    isDense: !region.isStriped,
    stripesTilt: region.stripesTilt,
  }));
}

function measure(page: ReducedRaster, cellX: number, cellY: number): Cells {
  const { pixels, width, height, paper } = page;
  const columns = Math.floor(width / cellX);
  const rows = Math.floor(height / cellY);
  const [xx, yy, xy, ink] = Array.from({ length: 4 }, () => new Float32Array(columns * rows)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const area = cellX * cellY;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sumXX = 0;
      let sumYY = 0;
      let sumXY = 0;
      let sumInk = 0;
      const left = Math.max(1, column * cellX);
      const right = Math.min(width - 1, (column + 1) * cellX);
      const bottom = Math.min(height - 1, (row + 1) * cellY);
      if (isBare(page, left, right, Math.max(1, row * cellY), bottom)) continue;
      for (let y = Math.max(1, row * cellY); y < bottom; y += 1) {
        for (let at = y * width + left, end = y * width + right; at < end; at += 1) {
          const dx = (pixels[at + 1] as number) - (pixels[at - 1] as number);
          const dy = (pixels[at + width] as number) - (pixels[at - width] as number);
          const depth = paper - (pixels[at] as number);
          if (depth > 0) sumInk += depth;
          sumXX += dx * dx;
          sumYY += dy * dy;
          sumXY += dx * dy;
        }
      }
      const at = row * columns + column;
      xx[at] = sumXX / area;
      yy[at] = sumYY / area;
      xy[at] = sumXY / area;
      ink[at] = sumInk / area;
    }
  }
  return { columns, rows, xx, yy, xy, ink };
}

/** Most of a page is paper: a quarter of the pixels tells that a cell has no edges, in half the time of measuring all. */
function isBare(page: ReducedRaster, left: number, right: number, top: number, bottom: number): boolean {
  const { pixels, width, paper, ink } = page;
  const limit = paper - bareDepth * (paper - ink);
  for (let y = top; y < bottom; y += 2) {
    for (let at = y * width + left + (y & 2 ? 1 : 0), end = y * width + right; at < end; at += 2) {
      if ((pixels[at] as number) < limit) return false;
    }
  }
  return true;
}

function around(values: Float32Array, at: number, columns: number): number {
  let sum = 0;
  for (let row = at - columns; row <= at + columns; row += columns) {
    sum += (values[row - 1] as number) + (values[row] as number) + (values[row + 1] as number);
  }
  return sum;
}

interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly isStriped: boolean;
  readonly stripesTilt: number;
}

/** Cells that touch, as boxes. */
function regionsOf(marks: Uint8Array, cells: Cells, isStriped: boolean): readonly Region[] {
  const { columns } = cells;
  const regions: Region[] = [];
  const stack: number[] = [];
  for (let seed = 0; seed < marks.length; seed += 1) {
    if (marks[seed] !== 1) continue;
    let [left, right, top, bottom] = [columns, 0, cells.rows, 0];
    let [xx, yy, xy, count] = [0, 0, 0, 0];
    stack.push(seed);
    marks[seed] = 2;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const column = at % columns;
      const row = (at - column) / columns;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      xx += cells.xx[at] as number;
      yy += cells.yy[at] as number;
      xy += cells.xy[at] as number;
      count += 1;
      // Nothing is marked at the rim of the page, so all neighbours exist.
      for (const next of [at - 1, at + 1, at - columns, at + columns]) {
        if (marks[next] !== 1) continue;
        marks[next] = 2;
        stack.push(next);
      }
    }
    const long = Math.max(right - left, bottom - top) + 1;
    const short = Math.min(right - left, bottom - top) + 1;
    const isLikely = isStriped
      ? long >= stripedLongMin && count >= long
      : short >= denseLongMin && count >= 0.4 * long * short;
    if (!isLikely) continue;
    // The direction in which the picture changes is square to the stripes; half the angle of the doubled vector.
    const stripesTilt = !isStriped ? 0 : (-Math.atan2(2 * xy, xx - yy) / 2) * (180 / Math.PI);
    regions.push({ left, top, right, bottom, isStriped, stripesTilt });
  }
  return regions;
}
