import { type FoundCode, type PatchKind, patchInches } from '../../../../domain/separator.ts';
import type { ReducedRaster } from './grey-raster.ts';
import { type PatchRun, patchRunsOf } from './patch-runs.ts';

/** Print at half and at twice the size is still meant; narrow bars of 1 mm are thicker than the rules of a table. */
const sizeInches = { min: 0.5 * patchInches.all, max: 2 * patchInches.all } as const;
/** Kodak asks for bars of 2 inches, of 0.75 for its smaller scanners. */
const lengthInchesMin = 0.7;
const tiltMax = Math.tan((7 * Math.PI) / 180);
/** A millimetre between scan lines. */
const linesPerInch = 25;
const contrastMin = 50;
/** Gaps in a bar (a fold, a speck, a stamp) that do not end it, in scan lines. */
const gapLinesMax = 4;
/** Share of the scan lines of a bar that must read, and that must agree. */
const shareMin = 0.6;
/** Kodak's readers expect the code within 3.75 inches of the leading edge: a third of a sheet. */
const edgeShareMax = 1 / 3;
const confidenceWithoutEdge = 0.6;
const turnedOver = { I: 'VI', II: 'II', III: 'T', IV: 'IV', VI: 'I', T: 'III' } as const satisfies Record<
  PatchKind,
  PatchKind
>;

/** A picture walked along one of its sides; `across` runs along the bars, `along` through them. */
interface Walk {
  readonly isDownward: boolean;
  readonly along: number;
  readonly across: number;
  readonly dpiAlong: number;
  readonly dpiAcross: number;
}

/** Patch codes whose bars lie level or stand upright, give or take 7 degrees. A page of letters takes 3 ms. */
export function findPatches(page: ReducedRaster): readonly FoundCode[] {
  if (page.paper - page.ink < contrastMin) return [];
  const { width, height, dpiX, dpiY } = page;
  return [
    { isDownward: true, along: height, across: width, dpiAlong: dpiY, dpiAcross: dpiX },
    { isDownward: false, along: width, across: height, dpiAlong: dpiX, dpiAcross: dpiY },
  ].flatMap((walk) => chainsOf(page, walk).flatMap((chain) => codeOf(chain, page, walk) ?? []));
}

function chainsOf(page: ReducedRaster, walk: Walk): readonly PatchRun[][] {
  const step = Math.max(1, Math.round(walk.dpiAcross / linesPerInch));
  const size = { min: sizeInches.min * walk.dpiAlong, max: sizeInches.max * walk.dpiAlong };
  const drift = (step * tiltMax * walk.dpiAlong) / walk.dpiAcross + 1;
  const chains: PatchRun[][] = [];
  let open: PatchRun[][] = [];
  for (let line = 1; line + 1 < walk.across; line += step) {
    const runs = patchRunsOf(edgesOf(page, walk, line), line, walk.along, size);
    open = open.filter((chain) => line - (chain.at(-1) as PatchRun).line <= gapLinesMax * step);
    for (const run of runs) {
      const home = open.find((chain) => {
        const last = chain.at(-1) as PatchRun;
        const lines = (line - last.line) / step;
        return (
          lines > 0 &&
          Math.abs(run.start - last.start) <= drift * lines &&
          Math.abs(run.end - last.end) <= drift * lines
        );
      });
      if (home !== undefined) home.push(run);
      else {
        const chain = [run];
        chains.push(chain);
        open.push(chain);
      }
    }
  }
  return chains;
}

/** Where a line (three pixels broad, against noise) crosses the middle between ink and paper, in parts of a pixel. */
function edgesOf(page: ReducedRaster, walk: Walk, line: number): number[] {
  const { pixels, width } = page;
  const limit = (3 * (page.paper + page.ink)) / 2;
  const stepAlong = walk.isDownward ? width : 1;
  const stepAcross = walk.isDownward ? 1 : width;
  const edges: number[] = [];
  let at = line * stepAcross;
  let previous = 3 * 255;
  let isDark = false;
  for (let index = 0; index < walk.along; index += 1, at += stepAlong) {
    const level = (pixels[at - stepAcross] as number) + (pixels[at] as number) + (pixels[at + stepAcross] as number);
    if (level < limit !== isDark) {
      edges.push(index - (limit - level) / (previous - level));
      isDark = !isDark;
    }
    previous = level;
  }
  if (isDark) edges.push(walk.along);
  return edges;
}

function codeOf(chain: readonly PatchRun[], page: ReducedRaster, walk: Walk): FoundCode | null {
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return null;
  const step = Math.max(1, Math.round(walk.dpiAcross / linesPerInch));
  const size = median(chain.map((run) => run.end - run.start));
  const long = last.line - first.line;
  const longInches = long / walk.dpiAcross;
  // Bars shorter than the code is high are no bars of a patch code.
  if (longInches < lengthInchesMin || longInches < 0.9 * (size / walk.dpiAlong)) return null;
  const [kind, votes] = commonest(chain.map((run) => run.kind));
  const filled = chain.length / (long / step + 1);
  const agreed = votes / chain.length;
  if (filled < shareMin || agreed < shareMin) return null;

  const slope = slopeOf(chain) * (walk.dpiAcross / walk.dpiAlong);
  const start = Math.min(...chain.map((run) => run.start));
  const end = Math.max(...chain.map((run) => run.end));
  const room = { before: start, after: walk.along - end };
  const isFromFarSide = room.after < room.before;
  const hasEdge = Math.min(room.before, room.after) <= edgeShareMax * walk.along;
  const isTurned = hasEdge && isFromFarSide;
  const quarter = walk.isDownward ? (isTurned ? 180 : 0) : isTurned ? -90 : 90;
  const tilt = (Math.atan(slope) * 180) / Math.PI;
  const [x, y, width, height] = walk.isDownward
    ? [first.line, start, long, end - start]
    : [start, first.line, end - start, long];
  return {
    format: 'patch',
    text: '',
    patch: isTurned ? turnedOver[kind] : kind,
    box: {
      x: Math.round(x * page.factorX),
      y: Math.round(y * page.factorY),
      width: Math.round(width * page.factorX),
      height: Math.round(height * page.factorY),
    },
    confidence: round(Math.min(1, filled) * agreed * (hasEdge ? 1 : confidenceWithoutEdge), 100),
    // On the screen y grows downwards, so bars that climb to the right have a falling y.
    angle: normal(round(quarter + (walk.isDownward ? -tilt : tilt), 10)),
  };
}

/** Least squares through the middles of the runs. */
function slopeOf(chain: readonly PatchRun[]): number {
  const lines = mean(chain.map((run) => run.line));
  const middles = mean(chain.map((run) => run.start + run.end));
  let above = 0;
  let below = 0;
  for (const run of chain) {
    above += (run.line - lines) * (run.start + run.end - middles);
    below += (run.line - lines) ** 2;
  }
  return below === 0 ? 0 : above / below / 2;
}

function commonest(kinds: readonly PatchKind[]): readonly [PatchKind, number] {
  const counts = new Map<PatchKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

function normal(degrees: number): number {
  const whole = degrees > 180 ? degrees - 360 : degrees <= -180 ? degrees + 360 : degrees;
  return whole === 0 ? 0 : whole;
}
