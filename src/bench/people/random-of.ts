import type { Weighted } from './name-lists.ts';

/** A small generator that is seeded by a number and costs nothing to make: one for each household of millions. */
export interface Dice {
  /** 0 ≤ x < 1 */
  next(): number;
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  draw<Item>(from: Weighted<Item>): Item;
  digits(count: number): string;
}

export function diceOf(seed: number): Dice {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to pick from.');
    return item;
  };
  return {
    next,
    below,
    pick,
    chance: (probability) => next() < probability,
    draw({ items, ends }) {
      const position = next() * (ends.at(-1) ?? 0);
      let [low, high] = [0, items.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ends[middle] ?? 0) > position) high = middle;
        else low = middle + 1;
      }
      const item = items[low];
      if (item === undefined) throw new RangeError('There is nothing to draw from.');
      return item;
    },
    digits: (count) =>
      String(below(10 ** Math.min(count, 9))).padStart(Math.min(count, 9), '0') +
      (count > 9 ? '0'.repeat(count - 9) : ''),
  };
}
