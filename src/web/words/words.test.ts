import { describe, expect, it } from 'vitest';
import { countedIn } from './counted.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { preferredLanguage } from './language.ts';
import { saying } from './problem-words.ts';

/** Every text of a catalogue with its path; sentences with parameters are said with plain ones. */
function texts(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, String(path === 'problems' ? value(() => '7') : value(2, 3, 4))]];
    return texts(value as object, here);
  });
}

const english = texts(en);
const german = texts(de);

describe('the two catalogues', () => {
  it('have the same keys', () => {
    expect(german.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort());
  });

  it('leave nothing unsaid and show no hole in a sentence', () => {
    for (const [path, text] of [...english, ...german]) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/undefined|null|NaN|\[object|#/);
    }
  });

  it('are translated: long sentences differ', () => {
    const known = new Map(german);
    const same = english.filter(([path, text]) => text.length > 24 && known.get(path) === text).map(([path]) => path);
    expect(same).toEqual([]);
  });

  it('do not use words the vocabulary forbids', () => {
    for (const [path, text] of [...english, ...german])
      expect(text, path).not.toMatch(/\b(job|jobs|user|users|Nutzer|Benutzer)\b/i);
  });
});

describe('sentences', () => {
  it('choose the plural and write the number as the language does', () => {
    const german = countedIn('de');
    expect(german(1, { one: '# Dokument', other: '# Dokumente' })).toBe('1 Dokument');
    expect(german(1204, { one: '# Dokument', other: '# Dokumente' })).toBe('1.204 Dokumente');
    expect(countedIn('en')(1204, { one: '# document', other: '# documents' })).toBe('1,204 documents');
    expect(de.intake.arrivals(3)).toBe('3 neue Dokumente');
  });

  it('of a problem do without a number the server did not name', () => {
    const number = (_name: string, value: string | number) => String(value);
    expect(de.problems['document.too_many_pages'](saying({ pages: 3000, pagesMax: 2000 }, number))).toContain('3000');
    expect(de.problems['document.too_many_pages'](saying({}, number))).not.toMatch(/ {2}|undefined/);
  });

  it('are in the first language of the browser that the pages speak', () => {
    expect(preferredLanguage(['fr-FR', 'en-US', 'de'])).toBe('en');
    expect(preferredLanguage(['de-AT'])).toBe('de');
    expect(preferredLanguage(['fr'])).toBe('de');
  });
});
