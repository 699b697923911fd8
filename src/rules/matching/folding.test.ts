import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fold,
  foldHouseNumber,
  foldLoosely,
  foldName,
  foldOrganisation,
  foldStreet,
  isWithinEdits,
} from './folding.ts';

describe('folding', () => {
  test.each([
    ['Müller', 'MUELLER'],
    ['Müller', 'Mu\u0308ller'],
    ['Weiß', 'WEISS'],
    ['José García', 'Jose Garcia'],
    ['Leutheusser-Schnarrenberger', 'Leutheusser  Schnarrenberger'],
    ['Øster', 'Oester'],
    ['Łukasz', 'Lukasz'],
    ['O’Brien', "O'Brien"],
  ])('%s and %s are the same name', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  test('titles and forms of address are no part of a name', () => {
    expect(foldName('Frau Dr. med. Sabine Müller')).toBe('sabine mueller');
    expect(foldName('Prof. Dr.')).toBe('prof dr');
  });

  test.each([
    ['Bäckerei Meier GmbH & Co. KG', 'Baeckerei Meier'],
    ['Turnverein Emden e.V.', 'Turnverein Emden eV'],
    ['Meier & Söhne', 'Meier und Soehne GmbH'],
  ])('%s and %s are the same organisation', (a, b) => {
    expect(foldOrganisation(a)).toBe(foldOrganisation(b));
  });

  test.each([
    ['Berliner Straße', 'Berliner Str.'],
    ['Berliner Straße', 'BERLINERSTRASSE'],
    ['Berliner Straße', 'Berliner-Str'],
    ['Königsallee', 'Koenigsallee'],
    ['Straße des 17. Juni', 'Strasse des 17 Juni'],
    ['Am alten Markt', 'Am Alten Markt'],
  ])('%s and %s are the same street', (a, b) => {
    expect(foldStreet(a)).toBe(foldStreet(b));
  });

  test('a street is not another one', () => {
    expect(foldStreet('Bergstraße')).not.toBe(foldStreet('Burgstraße'));
    expect(foldHouseNumber('12 a')).toBe(foldHouseNumber('12A'));
    expect(foldHouseNumber('12')).not.toBe(foldHouseNumber('12a'));
  });

  test('lost dots are forgiven only by the loose fold', () => {
    expect(fold('Muller')).not.toBe(fold('Müller'));
    expect(foldLoosely(fold('Muller'))).toBe(foldLoosely(fold('Müller')));
  });

  test('folding twice changes nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(foldStreet(foldStreet(text))).toBe(foldStreet(text));
      }),
    );
  });

  test('letters outside the Latin alphabet stay', () => {
    expect(fold('Иванов')).toBe('иванов');
  });
});

describe('edits', () => {
  test.each([
    ['mueller', 'muelier', 1, true],
    ['mueller', 'meuller', 1, true],
    ['mueller', 'muller', 1, true],
    ['schmidt', 'schmitt', 1, true],
    ['bergstrasse', 'burgweg', 2, false],
    ['abc', 'abcdef', 2, false],
    ['', '', 0, true],
  ])('%s and %s within %i: %s', (a, b, most, expected) => {
    expect(isWithinEdits(a, b, most)).toBe(expected);
    expect(isWithinEdits(b, a, most)).toBe(expected);
  });
});
