import type { FieldName, IndexField } from './index-data.ts';

/** Why what a person typed is no value of a field. */
export type FieldFault = 'iban' | 'date' | 'amount' | 'email' | 'phone' | 'long';

export type EnteredField = { readonly value: string } | { readonly fault: FieldFault };

const lengthMax = 300;

/**
 * A field's value as a person types it, in the form fields are kept in: IBANs without blanks, dates ISO 8601, amounts
 * as decimal with a dot, phone numbers in E.164 (numbers without a country are German). Shared by the pages, which say
 * at once what is wrong, and the server, which lets nothing else in.
 */
export function enteredField(name: FieldName, typed: string): EnteredField {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (text.length > lengthMax) return { fault: 'long' };
  switch (name) {
    case 'iban':
    case 'newIban': {
      const compact = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
      return hasIbanChecksum(compact) ? { value: compact } : { fault: 'iban' };
    }
    case 'date':
    case 'birthDate':
    case 'effectiveDate':
    case 'dueDate':
      return asValue(isoDate(text), 'date');
    case 'amount':
      return asValue(decimalAmount(text), 'amount');
    case 'email':
      return asValue(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text) ? text.toLowerCase() : null, 'email');
    case 'phone':
      return asValue(internationalPhone(text), 'phone');
    default:
      return { value: text };
  }
}

/** Below this a field is marked for a look. Higher, and half of an ordinary letter's fields would ask for one. */
export const unsureBelow = 0.7;

/** Why a person should look at a field, or null: what a person said is not doubted. */
export function fieldDoubt(
  field: Pick<IndexField, 'confidence'> & { readonly name: string; readonly value: string; readonly source: string },
): 'checksum' | 'unsure' | null {
  if (field.source === 'person') return null;
  if ((field.name === 'iban' || field.name === 'newIban') && !hasIbanChecksum(field.value)) return 'checksum';
  return field.confidence < unsureBelow ? 'unsure' : null;
}

/** The check digits of ISO 13616: mod 97 is 1. */
export function hasIbanChecksum(compact: string): boolean {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(compact) || (compact.startsWith('DE') && compact.length !== 22))
    return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function isoDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : german ? [german[3], german[2], german[1]] : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  // Of two digits: people who write letters were born from 1940 on, or write all four.
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 40 ? 2000 : 1900);
  const written = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null;
}

/** `1.234,56`, `1,234.56`, `1234,5 €` and `EUR 12`; the last separator before at most two digits is the decimal one. */
function decimalAmount(text: string): string | null {
  const bare = text.replace(/€|eur/gi, '').replace(/\s/g, '').replace('−', '-');
  const parts = /^(-?)(\d{1,3}(?:([.,'])\d{3}(?:\3\d{3})*)?|\d+)(?:([.,])(\d{1,2}|-+))?$/.exec(bare);
  if (parts === null) return null;
  const [, sign = '', whole = '', group, point, cents = ''] = parts;
  if (group !== undefined && group === point) return null;
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return `${sign}${digits}.${cents.replace(/-/g, '').padEnd(2, '0')}`;
}

function internationalPhone(text: string): string | null {
  const compact = text
    .replace(/\(0\)/g, '')
    .replace(/[\s()/.–—-]/g, '')
    .replace(/^00/, '+');
  if (/^0[1-9]\d{5,11}$/.test(compact)) return `+49${compact.slice(1)}`;
  return /^\+[1-9]\d{6,14}$/.test(compact) ? compact.replace(/^\+(49|43|41)0/, '+$1') : null;
}

const asValue = (value: string | null, fault: FieldFault): EnteredField => (value === null ? { fault } : { value });
