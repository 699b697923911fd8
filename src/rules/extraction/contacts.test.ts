import { describe, expect, test } from 'vitest';
import { extractionOf } from '../../testing/understand.ts';

const found = (text: string, name: string, source: 'ocr' | 'text-layer' = 'ocr') =>
  extractionOf(text, { source }).fields.filter((field) => field.name === name);

describe('e-mail addresses', () => {
  test.each([
    ['E-Mail: sabine.mueller @ example.org', 'sabine.mueller@example.org'],
    ['E-Mail: sabine.mueller@ example.org', 'sabine.mueller@example.org'],
    ['E-Mail: sabine.mueller@example .org', 'sabine.mueller@example.org'],
    ['E-Mail: sabine.mueller@example. org', 'sabine.mueller@example.org'],
    ['E-Mail: sabine. mueller@example.org', 'sabine.mueller@example.org'],
  ])('a reader’s blanks are closed in %s, and the value is less sure', (text, value) => {
    const [email] = found(text, 'email');
    expect(email).toEqual(expect.objectContaining({ value, foundBy: 'email-joined' }));
    expect(email?.confidence).toBeLessThan(0.8);
  });

  test.each([
    ['Schreiben Sie an info@firma.de. Bitte bald.', 'info@firma.de'],
    ['Mail an info@firma.de Tel. 0491 12345', 'info@firma.de'],
    ['Wir sind erreichbar. info@firma.de', 'info@firma.de'],
  ])('%s: the sentence around it is no part of it', (text, value) => {
    expect(found(text, 'email')).toEqual([expect.objectContaining({ value, foundBy: 'email-shape' })]);
  });

  test('text that never was an image keeps its blanks', () => {
    expect(found('sabine.mueller @ example.org', 'email', 'text-layer')).toEqual([]);
  });

  test('the company’s own address is nobody’s', () => {
    expect(found('service@nordlicht.example', 'email')).toEqual([]);
  });
});

describe('misread addresses', () => {
  test.each(['service@nordlieht.example', 'scrvice@nordlicht.exampl', 'service@n0rdlicht.exannple'])(
    'the company’s own address read as %s is nobody’s either',
    (email) => expect(found(email, 'email')).toEqual([]),
  );

  test('an ending that does not exist is never shown as sure on a scan', () => {
    const [email] = found('jan.becker@nordmail.exarnple', 'email');
    expect(email?.confidence).toBeLessThan(0.7);
  });
});

describe('phone numbers', () => {
  test.each([
    ['Tel. 0511 / 12 34 56', '+49511123456'],
    ['Telefon: +43 1 234567', '+431234567'],
    ['Phone: +44 20 7946 0958', '+442079460958'],
    ['Tel.: 0033 1 23 45 67 89', '+33123456789'],
    ['Tel. +90 212 555 12 34', '+902125551234'],
    ['call me at +1 212 555 0123', '+12125550123'],
  ])('%s is %s', (text, value) => {
    expect(found(text, 'phone').map((field) => field.value)).toEqual([value]);
  });

  test('the company’s own number, an extension of it, and a fax number are nobody’s', () => {
    expect(found('Tel. 04921 1200\nTel. 04921 1200-17\nFax: 0511 998877', 'phone')).toEqual([]);
  });
});
