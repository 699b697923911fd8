import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoundCode, PatchKind } from '../../domain/separator.ts';
import { readSeparator, usualSeparation } from './read-separator.ts';
import { separatorOfPage } from './separator-of-page.ts';
import { parseSeparatorText, separatorTextLengthMax, writeSeparatorText } from './separator-text.ts';

const box = { x: 0, y: 0, width: 10, height: 10 };
const printed = (text: string, format: FoundCode['format'] = 'qr'): FoundCode => ({
  format,
  text,
  patch: null,
  box,
  confidence: 1,
  angle: 0,
});
const patch = (kind: PatchKind, confidence = 1): FoundCode => ({
  format: 'patch',
  text: '',
  patch: kind,
  box,
  confidence,
  angle: 0,
});

test('what is written on a sheet is read from it', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9äöüß][A-Za-z0-9äöüß ._-]{0,20}[A-Za-z0-9]$/);
  const data = fc.record({
    classKey: fc.option(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)),
    profile: fc.option(value),
    archiveNumber: fc.option(value),
  });
  fc.assert(
    fc.property(data, (one) => {
      expect(parseSeparatorText(writeSeparatorText(one))).toEqual(one);
    }),
  );
});

test('a sheet says class, profile and archive number; unknown keys and impossible values are skipped', () => {
  const text = 'MAILROOM:SEP;class=cancellation;profile=post-nord;archive=2026-000123;colour=red;class=other';
  const data = { classKey: 'cancellation', profile: 'post-nord', archiveNumber: '2026-000123' };
  expect(parseSeparatorText(text)).toEqual(data);
  expect(readSeparator(printed(text))).toEqual({ kind: 'sheet', patch: null, data, isPageOfDocument: false });
  const nothing = { classKey: null, profile: null, archiveNumber: null };
  expect(parseSeparatorText('MAILROOM:SEP;class=../../etc;archive=%00;profile=%E0%A4%A;;=;x')).toEqual(nothing);
  expect(parseSeparatorText('MAILROOM:SEP;constructor=a;__proto__=b')).toEqual(nothing);
  expect(parseSeparatorText(`MAILROOM:SEP;profile=${'a'.repeat(separatorTextLengthMax)}`)).toBeNull();
  expect(parseSeparatorText('MAILROOM:SEPARATE')).toBeNull();
  expect(() => writeSeparatorText({ classKey: 'A B', profile: null, archiveNumber: null })).toThrow(RangeError);
});

test('payment codes, franking, labels and any other text are content', () => {
  const texts = [
    'BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia\nDE33100205000001194700\nEUR123.45',
    'SPC\n0200\n1\nCH4431999123000889012',
    'JJD000390007812345678',
    'DEA5TPATCHT',
    '4006381333931',
    'ASN',
    'ASN12X',
    'ASN1234567890123456789',
    'constructor',
    '',
  ];
  for (const text of texts) expect(readSeparator(printed(text)), text).toBeNull();
});

test('patches T, II and III separate, the others do not unless they are named; a doubtful one never does', () => {
  const kinds = (settings = usualSeparation) =>
    (['I', 'II', 'III', 'IV', 'VI', 'T'] as const).filter((kind) => readSeparator(patch(kind), settings) !== null);
  expect(kinds()).toEqual(['II', 'III', 'T']);
  expect(kinds({ ...usualSeparation, patches: ['VI'] })).toEqual(['VI']);
  expect(readSeparator(patch('T', 0.2))).toBeNull();
});

test('the name of a patch in a bar code counts as the patch', () => {
  for (const text of ['PATCHT', 'patch t', 'PATCH-T']) {
    expect(readSeparator(printed(text, 'code-39'))).toMatchObject({ kind: 'patch', patch: 'T' });
  }
  expect(readSeparator(printed('PATCH4', 'code-39'))).toBeNull();
});

test('an archive number opens a document that keeps the page it is stuck on', () => {
  expect(readSeparator(printed('ASN00123', 'code-128'))).toMatchObject({
    kind: 'archive-number',
    data: { archiveNumber: 'ASN00123' },
    isPageOfDocument: true,
  });
  const settings = { ...usualSeparation, archivePrefixes: ['ARCHIV-'] };
  expect(readSeparator(printed('ARCHIV-77'), settings)).not.toBeNull();
  expect(readSeparator(printed('ASN00123'), settings)).toBeNull();
});

test('texts of other programs separate when the settings name them', () => {
  const settings = { ...usualSeparation, texts: ['ADAR-NEXTDOC', 'TAG:*', '*'] };
  expect(readSeparator(printed('ADAR-NEXTDOC'), settings)?.kind).toBe('text');
  expect(readSeparator(printed('TAG:invoice'), settings)?.kind).toBe('text');
  expect(readSeparator(printed('anything'), settings)).toBeNull();
});

test('all codes of a sheet are one separator, and what contradicts itself is left out', () => {
  const sheet = [patch('T'), patch('T'), printed('MAILROOM:SEP;class=complaint;archive=7'), printed('BCD\n002')];
  expect(separatorOfPage(sheet)).toEqual({
    kind: 'sheet',
    patch: 'T',
    data: { classKey: 'complaint', profile: null, archiveNumber: '7' },
    isPageOfDocument: false,
  });
  expect(separatorOfPage([...sheet, printed('ASN8')])?.data).toMatchObject({
    classKey: 'complaint',
    archiveNumber: null,
  });
  expect(separatorOfPage([printed('BCD\n002')])).toBeNull();
  expect(separatorOfPage([])).toBeNull();
});
