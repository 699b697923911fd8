import { describe, expect, it } from 'vitest';
import { isSingleCharacter, nameOfPress } from './key-press.ts';

const press = (key: string, held: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('a key press', () => {
  it('has the same name with and without capitals, and on a Mac', () => {
    expect(nameOfPress(press('R'))).toBe('r');
    expect(nameOfPress(press('k', { metaKey: true }))).toBe('Ctrl+k');
    expect(nameOfPress(press('Enter', { ctrlKey: true }))).toBe('Ctrl+Enter');
    expect(nameOfPress(press('ArrowDown'))).toBe('ArrowDown');
  });

  it('is a single character only when it would also write one', () => {
    expect(isSingleCharacter('r')).toBe(true);
    expect(isSingleCharacter('?')).toBe(true);
    expect(isSingleCharacter('Ctrl+k')).toBe(false);
    expect(isSingleCharacter('ArrowDown')).toBe(false);
  });
});
