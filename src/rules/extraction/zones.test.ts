import { describe, expect, test } from 'vitest';
import { demoCompany } from '../../domain/company.ts';
import type { Reading, Word } from '../../domain/page.ts';
import { extractionOf } from '../../testing/understand.ts';
import { textLinesOf } from './text-lines.ts';
import { zonesOf } from './zones.ts';

/** Lines at places in millimetres, as DIN 5008 has them. */
function sheet(lines: readonly (readonly [leftMm: number, topMm: number, text: string])[]): Reading {
  const words = lines.flatMap(([leftMm, topMm, text], line) => {
    let left = leftMm;
    return text.split(' ').map((word): Word => {
      const width = word.length * 2;
      const box = [left / 210, topMm / 297, width / 210, 3.5 / 297] as const;
      left += width + 1.5;
      return { text: word, box, confidence: 0.95, line };
    });
  });
  return { pages: [{ number: 1, words, confidence: 0.95, source: 'ocr' }] };
}

/** The same letter on a sheet of form A (window 18 mm higher) and of form B. */
const letter = (form: 'A' | 'B') => {
  const up = form === 'A' ? 18 : 0;
  return sheet([
    [120, 12, 'Autohaus Bergmann GmbH'],
    [25, 45.5 - up, 'Autohaus Bergmann GmbH · Industriestraße 7 · 26121 Oldenburg'],
    [25, 64 - up, 'Nordlicht Versorgung und Service GmbH'],
    [125, 64 - up, 'Ihr Zeichen: NV-2026-77'],
    [25, 69 - up, 'Hafenstraße 12'],
    [125, 69 - up, 'Unser Zeichen: 123/26 K'],
    [25, 74 - up, '26721 Emden'],
    [125, 74 - up, 'Telefon: 0441 998877'],
    [125, 79 - up, 'Datum: 10.11.2026'],
    [25, 110 - up, 'Anfrage zu unserer Abrechnung'],
    [25, 122 - up, 'Sehr geehrte Damen und Herren,'],
    [25, 130 - up, 'bitte senden Sie uns eine Abschrift.'],
    [25, 150 - up, 'Mit freundlichen Grüßen'],
    [25, 165 - up, 'Petra Schneider'],
    [25, 275, 'Autohaus Bergmann GmbH · Amtsgericht Oldenburg HRB 4711'],
  ]);
};

describe.each(['A', 'B'] as const)('a sheet of form %s', (form) => {
  const reading = letter(form);
  const lines = textLinesOf(reading);
  const zones = zonesOf(lines, { company: demoCompany, sizeOf: () => ({ widthMm: 210, heightMm: 297 }) });
  const zoneOf = (beginning: string) => {
    const line = lines.find(({ text }) => text.startsWith(beginning));
    return line && zones.of(line);
  };

  test('its zones are told apart', () => {
    expect(zones.form).toBe(form);
    expect(zoneOf('Autohaus Bergmann GmbH ·')).toBe('returnLine');
    expect(zoneOf('Nordlicht')).toBe('addressField');
    expect(zoneOf('26721 Emden')).toBe('addressField');
    expect(zoneOf('Datum')).toBe('informationBlock');
    expect(zoneOf('Anfrage')).toBe('subject');
    expect(zoneOf('bitte senden')).toBe('body');
    expect(lines.at(-1) && zones.of(lines.at(-1) as never)).toBe('footer');
  });

  test('the return line is the sender, the address field is not, and whose reference is whose is known', () => {
    const { fields } = extractionOf(reading);
    const valuesOf = (name: string) => fields.filter((field) => field.name === name).map(({ value }) => value);
    expect(valuesOf('senderName')).toEqual(['Autohaus Bergmann GmbH']);
    expect(valuesOf('senderAddress')).toEqual(['Industriestraße 7, 26121 Oldenburg']);
    expect(valuesOf('fileReference')).toEqual(['123/26 K']);
    expect(valuesOf('ownReference')).toEqual(['NV-2026-77']);
    expect(valuesOf('phone')).toEqual(['+49441998877']);
    expect(valuesOf('date')[0]).toBe('2026-11-10');
  });
});

test('what a fax machine prints at the top is no date and no phone of the letter', () => {
  const reading = sheet([
    [15, 2, '29.11.2026 12:37 0171 6482867 SABINE MUELLER S. 01/01'],
    [25, 64, 'Nordlicht Versorgung und Service GmbH'],
    [25, 122, 'Sehr geehrte Damen und Herren,'],
    [25, 130, 'ich kündige.'],
  ]);
  const { fields } = extractionOf(reading);
  expect(fields.filter(({ name }) => name === 'date' || name === 'phone')).toEqual([]);
});
