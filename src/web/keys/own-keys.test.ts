import { expect, it } from 'vitest';
import { needsKeyItself } from './own-keys.ts';

/** Stands for an element that matches these selectors. */
const element = (...own: string[]) => ({
  closest: (selectors: string) => (own.some((one) => selectors.split(', ').includes(one)) ? {} : null),
});

it('a focused button is pressed by Enter, whatever Enter means on the page', () => {
  expect(needsKeyItself(element('button'), 'Enter')).toBe(true);
  expect(needsKeyItself(element('summary'), ' ')).toBe(true);
  expect(needsKeyItself(element('button'), 'ArrowDown')).toBe(false);
});

it('arrows belong to the radio group, the list or the grid that has the focus', () => {
  expect(needsKeyItself(element('input'), 'ArrowRight')).toBe(true);
  expect(needsKeyItself(element('[role="grid"]'), 'ArrowDown')).toBe(true);
});

it('letters are never taken from the page', () => {
  expect(needsKeyItself(element('button'), 'r')).toBe(false);
  expect(needsKeyItself(null, 'Enter')).toBe(false);
});
