import type { CodeCandidate } from './code-candidates.ts';

/** Joins regions that overlap (a code may fall apart into several) and keeps them within the page. */
export function joinBoxes(candidates: readonly CodeCandidate[], width: number, height: number): CodeCandidate[] {
  let boxes = [...candidates];
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    const joined: CodeCandidate[] = [];
    for (const box of boxes) {
      const index = joined.findIndex((other) => overlap(box, other));
      const other = joined[index];
      if (other === undefined) joined.push(box);
      else {
        joined[index] = union(box, other);
        isChanged = true;
      }
    }
    boxes = joined;
  }
  return boxes.map((box) => ({
    ...box,
    width: Math.min(width - box.x, box.width),
    height: Math.min(height - box.y, box.height),
  }));
}

function overlap(a: CodeCandidate, b: CodeCandidate): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function union(a: CodeCandidate, b: CodeCandidate): CodeCandidate {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
    isStriped: a.isStriped || b.isStriped,
    isDense: a.isDense || b.isDense,
    // Found earlier is found on the finer copy, whose angle is better.
    stripesTilt: (b.isStriped ? b : a).stripesTilt,
  };
}
