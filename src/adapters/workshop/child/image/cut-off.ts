import type { InkMap } from './ink-map.ts';

const inkDepth = 44;
/** A letter cut by the edge reaches this far in, at 600 pixels across about 1.5 mm. */
const reachPx = 4;
/** Letters and lines of print are 0.7 to 5 mm high; a shadow or a frame is one long run. */
const runPx = { min: 2, max: 14 } as const;
/** Lines of print cut by a side; letters of one line cut by the top or bottom edge. */
const runsMin = { sides: 5, ends: 12 } as const;

/** Whether print runs over an edge of the page: several short marks that touch the edge and go on inside. */
export function isCutOff({ depth, widthPx, heightPx }: InkMap): boolean {
  const ink = (x: number, y: number): boolean => (depth[y * widthPx + x] as number) >= inkDepth;
  const side = (fromRight: boolean) =>
    countRuns(heightPx, (y, inward) => ink(fromRight ? widthPx - 1 - inward : inward, y));
  const end = (fromBottom: boolean) =>
    countRuns(widthPx, (x, inward) => ink(x, fromBottom ? heightPx - 1 - inward : inward));
  return (
    side(false) >= runsMin.sides ||
    side(true) >= runsMin.sides ||
    end(false) >= runsMin.ends ||
    end(true) >= runsMin.ends
  );
}

/** Runs of marks along an edge; `ink` is asked by place along the edge and distance from it. */
function countRuns(length: number, ink: (along: number, inward: number) => boolean): number {
  let runs = 0;
  let begin = -1;
  let goesOn = false;
  for (let along = 0; along <= length; along += 1) {
    const touches = along < length && (ink(along, 0) || ink(along, 1));
    if (touches) {
      if (begin < 0) begin = along;
      goesOn ||= ink(along, reachPx) || ink(along, reachPx - 1) || ink(along, reachPx + 1);
    } else if (begin >= 0) {
      const run = along - begin;
      if (run >= runPx.min && run <= runPx.max && goesOn) runs += 1;
      begin = -1;
      goesOn = false;
    }
  }
  return runs;
}
