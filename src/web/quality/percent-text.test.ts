import { describe, expect, it } from 'vitest';
import { percentText } from './percent-text.ts';

describe('percent with one digit', () => {
  it('never promises more than is proved: down, and up for an upper bound', () => {
    expect(percentText('en', 0.99999)).toBe('99.9');
    expect(percentText('en', 0.98741, 'up')).toBe('98.8');
    expect(percentText('de', 0.29)).toBe('29,0');
    expect(percentText('de', 0.29, 'up')).toBe('29,0');
    expect(percentText('en', 1)).toBe('100.0');
  });
});
