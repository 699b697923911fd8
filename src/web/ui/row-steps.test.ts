import { expect, it } from 'vitest';
import { stepRow } from './row-steps.ts';

it('moving in a list stops at its ends', () => {
  expect(stepRow('ArrowDown', 0, 3)).toBe(1);
  expect(stepRow('ArrowDown', 2, 3)).toBe(2);
  expect(stepRow('ArrowUp', 0, 3)).toBe(0);
  expect(stepRow('PageDown', 1, 3)).toBe(2);
  expect(stepRow('End', 0, 40)).toBe(39);
  expect(stepRow('Home', 39, 40)).toBe(0);
});

it('other keys and empty lists move nothing', () => {
  expect(stepRow('a', 1, 3)).toBeNull();
  expect(stepRow('ArrowDown', 0, 0)).toBeNull();
});
