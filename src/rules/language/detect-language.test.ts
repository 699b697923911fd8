import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect-language.ts';

describe('detectLanguage', () => {
  it('knows a German letter, also when reading lost its umlauts', () => {
    expect(detectLanguage('Sehr geehrte Damen und Herren, hiermit kündige ich meinen Vertrag.')).toBe('de');
    expect(detectLanguage('bitte bestatigen Sie mir den Eingang dieser Kundigung, ich danke Ihnen')).toBe('de');
  });

  it('knows an English letter, also with a German address above it', () => {
    const letter =
      'Nordlicht Versorgung und Service GmbH, Hafenstraße 12, 26721 Emden. Dear Sir or Madam, please cancel my contract and confirm that you have received this letter.';
    expect(detectLanguage(letter)).toBe('en');
  });

  it('says und for nothing, for numbers, for single words and for other languages', () => {
    for (const text of [
      '',
      '12345 DE89 3704',
      'Kündigung',
      'Proszę o rozwiązanie umowy z dniem 31 grudnia',
      '日本語',
    ]) {
      expect(detectLanguage(text)).toBe('und');
    }
  });

  it('says und for a text that is as much the one as the other', () => {
    const text =
      'Please see below and call me. Bitte sehen Sie nach und rufen Sie mich an. Thank you for the help. Vielen Dank für die Hilfe.';
    expect(detectLanguage(text)).toBe('und');
  });
});
