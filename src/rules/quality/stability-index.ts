export interface StabilityPart {
  readonly key: string;
  /** Shares of the reference and of the recent documents, as they were counted. */
  readonly before: number;
  readonly now: number;
  /** What this part adds to the index. */
  readonly adds: number;
}

export interface StabilityIndex {
  /** Below 0.1 nothing has moved, above 0.25 the post is another one. */
  readonly index: number;
  readonly parts: readonly StabilityPart[];
}

/** An empty part would make the index infinite; half a document is the usual answer. */
const smoothing = 0.5;

/** Population stability index of two counts over the same parts: how far recent documents differ from those of the reference. */
export function stabilityIndex(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): StabilityIndex {
  const keys = [...new Set([...before.keys(), ...now.keys()])].sort();
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
  const [totalBefore, totalNow] = [sum(before), sum(now)];
  if (totalBefore === 0 || totalNow === 0) return { index: 0, parts: [] };
  const shareOf = (count: number, total: number): number => (count + smoothing) / (total + smoothing * keys.length);
  const parts = keys.map((key): StabilityPart => {
    const [counted, recent] = [before.get(key) ?? 0, now.get(key) ?? 0];
    const [expected, actual] = [shareOf(counted, totalBefore), shareOf(recent, totalNow)];
    return {
      key,
      before: counted / totalBefore,
      now: recent / totalNow,
      adds: (actual - expected) * Math.log(actual / expected),
    };
  });
  return { index: parts.reduce((total, { adds }) => total + adds, 0), parts };
}
