import type { Box } from './page.ts';

export const fieldNames = [
  'customerNumber',
  'contractNumber',
  'meterNumber',
  'iban',
  'newIban',
  'phone',
  'email',
  'birthDate',
  'amount',
  'invoiceNumber',
  'date',
  'newAddress',
  'oldAddress',
  'effectiveDate',
  'dueDate',
  'fileReference',
  'ownReference',
  'senderName',
  'senderAddress',
  'archiveNumber',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** What an address consists of, as far as it says so. */
export interface AddressParts {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
}

/** One fact found on a document: IBANs without blanks, dates ISO 8601, amounts as decimal with a dot, phone in E.164. */
export interface IndexField {
  readonly name: FieldName;
  readonly value: string;
  readonly confidence: number;
  /** Counted from 1; null when the value has no place on a page (a mail's header). */
  readonly page: number | null;
  readonly box: Box | null;
  readonly source: 'ocr' | 'text' | 'header' | 'directory' | 'person';
  /** Which rule or model found it; `person` when one typed it. */
  readonly foundBy: string;
  /** An address taken apart. */
  readonly parts?: AddressParts;
  /** What the machine had found here, when a person confirmed or corrected it. */
  readonly machine?: Pick<IndexField, 'value' | 'confidence' | 'source' | 'foundBy'>;
}
