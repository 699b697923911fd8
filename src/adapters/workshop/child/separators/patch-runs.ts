import { type PatchKind, patchBars } from '../../../../domain/separator.ts';

/** One scan line through four bars: where the first begins, where the last ends, and what it reads from low to high. */
export interface PatchRun {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly kind: PatchKind;
}

const kindByBars = new Map(
  (Object.keys(patchBars) as PatchKind[]).map((kind) => [patchBars[kind].map(Number).join(''), kind] as const),
);

/**
 * Printers and copiers spread ink, so bars and spaces may differ; two of a kind hardly do. The specification has wide bars of
 * 2.5; sheets of 2 and 3 are about. It keeps 0.25 inches (three spaces) free of other print; common sheets frame their text
 * within half of that on the inner side. Free on one side only as little as that, large bar codes have such bars too.
 */
const tolerance = {
  space: 0.35,
  narrow: 0.35,
  wide: 0.25,
  spread: 1.7,
  wideMin: 1.6,
  wideMax: 3.9,
  quiet: 1.4,
  quietOuter: 2.5,
};

/** The patch codes that a scan line's light and dark runs hold. `edges` are where the line turns, first to dark. */
export function patchRunsOf(
  edges: readonly number[],
  line: number,
  length: number,
  size: { readonly min: number; readonly max: number },
): PatchRun[] {
  const found: PatchRun[] = [];
  for (let first = 0; first + 7 < edges.length; first += 2) {
    const at = (index: number) => edges[first + index] as number;
    const whole = at(7) - at(0);
    if (whole < size.min || whole > size.max) continue;
    const unit = unitOf(at);
    if (unit === null) continue;
    const before = first === 0 ? Number.POSITIVE_INFINITY : at(0) - at(-1);
    const after = at(7) >= length || first + 8 >= edges.length ? Number.POSITIVE_INFINITY : at(8) - at(7);
    if (Math.min(before, after) < tolerance.quiet * unit.space) continue;
    if (Math.max(before, after) < tolerance.quietOuter * unit.space) continue;
    const kind = kindByBars.get(unit.bars);
    if (kind !== undefined) found.push({ line, start: at(0), end: at(7), kind });
  }
  return found;
}

function unitOf(at: (index: number) => number): { readonly space: number; readonly bars: string } | null {
  const spaces = [at(2) - at(1), at(4) - at(3), at(6) - at(5)];
  const space = (spaces[0] as number) / 3 + (spaces[1] as number) / 3 + (spaces[2] as number) / 3;
  if (spaces.some((one) => Math.abs(one - space) > tolerance.space * space)) return null;
  const bars = [at(1) - at(0), at(3) - at(2), at(5) - at(4), at(7) - at(6)];
  const sorted = [...bars].sort((a, b) => a - b) as [number, number, number, number];
  const narrow = (sorted[0] + sorted[1]) / 2;
  const wide = (sorted[2] + sorted[3]) / 2;
  if (sorted[1] - sorted[0] > tolerance.narrow * narrow || sorted[3] - sorted[2] > tolerance.wide * wide) return null;
  const ratio = wide / ((narrow + space) / 2);
  if (ratio < tolerance.wideMin || ratio > tolerance.wideMax || sorted[2] < 1.35 * sorted[1]) return null;
  if (Math.max(narrow / space, space / narrow) > tolerance.spread) return null;
  const limit = (narrow + wide) / 2;
  return { space, bars: bars.map((bar) => (bar > limit ? '1' : '0')).join('') };
}
