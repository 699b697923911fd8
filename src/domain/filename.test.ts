import { expect, test } from 'vitest';
import { cleanFilename } from './filename.ts';

test('a name loses its folders, its control characters and its direction marks', () => {
  expect(cleanFilename('../../etc/pass\u0000wd')).toBe('passwd');
  expect(cleanFilename('C:\\Scans\\Brief 1.pdf')).toBe('Brief 1.pdf');
  expect(cleanFilename('gpj.\u202Eexe')).toBe('gpj.exe');
  expect(cleanFilename('a\r\nSet-Cookie: x.pdf')).toBe('aSet-Cookie: x.pdf');
});

test('a name that is nothing is called document', () => {
  for (const given of ['', '..', '/', '\u0007', '../..']) expect(cleanFilename(given)).toBe('document');
});

test('a long name is cut before its ending and never within a character', () => {
  const cleaned = cleanFilename(`${'😀'.repeat(300)}.pdf`);
  expect([...cleaned]).toHaveLength(200);
  expect(cleaned.endsWith('😀.pdf')).toBe(true);
});
