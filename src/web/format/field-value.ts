import type { Formats } from './formats.ts';

/** A field's stored value as people write it: IBANs in groups of four, days and amounts in the reader's way. */
export function fieldValue(name: string, value: string, formats: Formats): string {
  if (name === 'iban' || name === 'newIban') return ibanInGroups(value);
  if (name === 'date' || name === 'birthDate' || name === 'effectiveDate' || name === 'dueDate')
    return formats.day(value);
  if (name === 'amount') return formats.amount(value);
  return value;
}

export function ibanInGroups(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ');
}

/** The first and last digits of a digest: enough to compare by eye, short enough for a line. */
export function shortDigest(sha256: string): string {
  return sha256.length > 20 ? `${sha256.slice(0, 10)}…${sha256.slice(-8)}` : sha256;
}
