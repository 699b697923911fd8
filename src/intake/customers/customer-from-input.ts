import type { CustomerRecord } from '../../domain/customer.ts';
import { type CustomerColumn, customerColumnNames, customerFrom } from './customer-row.ts';

/** Where a phone number without country code is rung from, when the customer has no country. */
const usualCountry = 'DE';
/** Neither PostgreSQL nor a CSV of the same customer could hold these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are refused
const controls = /[\u0000-\u001f\u007f\ufffd]/;

/** A customer as a program sends it, normalised like a row of the import; or the reason in words why it is none. */
export function customerFromInput(
  customerNumber: string,
  input: Readonly<Record<string, unknown>>,
): CustomerRecord | string {
  const values = new Map<CustomerColumn, string>();
  for (const column of customerColumnNames) {
    const value = column === 'customer_number' ? customerNumber : input[propertyOf(column)];
    const texts = Array.isArray(value)
      ? value.map(String)
      : value === null || value === undefined
        ? []
        : [String(value)];
    if (texts.some((text) => controls.test(text))) return `${propertyOf(column)} holds control characters`;
    if (Array.isArray(value) && texts.some((text) => text.includes(';')))
      return `${propertyOf(column)} holds a semicolon`;
    values.set(column, texts.join(';').trim());
  }
  return customerFrom((column) => values.get(column) ?? '', usualCountry);
}

/** `first_name` is `firstName`. */
function propertyOf(column: CustomerColumn): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
