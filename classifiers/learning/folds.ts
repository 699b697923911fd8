import { randomOf, shuffle } from './random.ts';

export interface Fold<Item> {
  readonly kept: readonly Item[];
  readonly held: readonly Item[];
}

/** Splits into `count` folds with every class spread evenly; each item is held out exactly once. */
export function foldsOf<Item extends { readonly label: number }>(
  items: readonly Item[],
  count: number,
  seed: number,
): Fold<Item>[] {
  if (count < 2) return [];
  const order = Int32Array.from(items.keys());
  shuffle(order, randomOf(seed));
  const seen = new Map<number, number>();
  const foldOf = new Int32Array(items.length);
  for (const index of order) {
    const label = items[index]?.label ?? 0;
    const rank = seen.get(label) ?? 0;
    foldOf[index] = (rank + label) % count;
    seen.set(label, rank + 1);
  }
  return Array.from({ length: count }, (_, fold) => ({
    kept: items.filter((_item, index) => foldOf[index] !== fold),
    held: items.filter((_item, index) => foldOf[index] === fold),
  }));
}
