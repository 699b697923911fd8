import type { CustomerRecord } from '../../domain/customer.ts';
import type { AddressParts, IndexField } from '../../domain/index-data.ts';
import { fold, foldHouseNumber, foldStreet } from '../matching/folding.ts';
import { compactIban } from '../notation/iban.ts';
import { confirmNumbers } from './confirm-numbers.ts';
import type { ContactMention, Extraction } from './extraction.ts';
import { distinctFields, fieldFrom } from './finding.ts';

/** What the directory answered to the questions of one document. */
export interface DirectoryView {
  /** Every customer that shares a number or a contact with the document, in any reading of it. */
  readonly records: readonly CustomerRecord[];
  /** The customer it most likely belongs to; null when nobody is likely. */
  readonly customer: CustomerRecord | null;
  /** What in the document points to that customer, as reasons of their own: `number 4O123456`, `name sabine mueller`. */
  readonly supports: ReadonlySet<string>;
  /** The likely customer wrote it, and is not only written about. */
  readonly isWrittenByCustomer: boolean;
  /** A number that no customer has is more likely misread than of somebody else. */
  readonly expectsCustomer: boolean;
}

/** What reads so and is so in the directory is as sure as anything on paper gets. */
const agreedSureness = 0.995;
const repairedSureness = 0.93;

/**
 * The fields of a document after the directory was asked: numbers and contacts that it knows are sure, what a reader took
 * for something else is put right where the directory has it and nowhere else, and a labelled number that it does not
 * know is doubted. No value is ever made up: each one stands on the page or in the directory, and mostly in both.
 */
export function confirmFields(extraction: Extraction, view: DirectoryView): readonly IndexField[] {
  const numbers = confirmNumbers(extraction, view);
  const replaced = new Map<string, IndexField>();
  const added: IndexField[] = [];
  for (const mention of extraction.contacts) {
    const repaired = repairedContact(mention, view);
    if (!repaired) continue;
    if (mention.kind === 'iban') added.push(repaired);
    else replaced.set(`${mention.kind} ${mention.value}`, repaired);
  }
  const rest = extraction.fields
    .filter(({ name }) => !isNumber(name))
    .map((field) => replaced.get(`${field.name} ${field.value}`) ?? confirmed(field, extraction, view));
  return distinctFields([...numbers, ...rest, ...added]);
}

export const isNumber = (name: string): boolean =>
  name === 'customerNumber' || name === 'contractNumber' || name === 'meterNumber';

function confirmed(field: IndexField, extraction: Extraction, { customer, isWrittenByCustomer }: DirectoryView) {
  if (!customer) return field;
  const knownIban = customer.iban ? compactIban(customer.iban) : null;
  if (field.name === 'iban' || field.name === 'newIban') {
    if (field.value === knownIban) return agreed({ ...field, name: 'iban' });
    // An account that the directory does not know, in the customer's own letter about accounts, is the new one.
    const isNew = field.name === 'iban' && extraction.isAboutAccount && knownIban !== null && isWrittenByCustomer;
    return isNew ? { ...field, name: 'newIban' as const, foundBy: `${field.foundBy}, not in directory` } : field;
  }
  const isKnown =
    (field.name === 'email' && field.value === customer.email?.toLowerCase()) ||
    (field.name === 'phone' && field.value === customer.phone) ||
    (field.name === 'birthDate' && field.value === customer.birthDate) ||
    (field.name === 'senderName' && isNameOf(field.value, customer)) ||
    (isAddress(field.name) && isAddressOf(field.parts, customer));
  return isKnown ? agreed(field) : field;
}

const isAddress = (name: string): boolean => name === 'senderAddress' || name === 'oldAddress';

function isNameOf(value: string, { firstName, lastName, organisation }: CustomerRecord): boolean {
  const name = fold(value);
  if (organisation !== null && organisation !== '') return name === fold(organisation);
  return firstName !== null && lastName !== null && name === fold(`${firstName} ${lastName}`);
}

function isAddressOf(parts: AddressParts | undefined, customer: CustomerRecord): boolean {
  if (!parts?.street || !parts.houseNumber || !parts.postcode || !parts.city || !customer.street) return false;
  return (
    foldStreet(parts.street) === foldStreet(customer.street) &&
    foldHouseNumber(parts.houseNumber) === foldHouseNumber(customer.houseNumber ?? '') &&
    parts.postcode === customer.postcode &&
    fold(parts.city) === fold(customer.city ?? '')
  );
}

function agreed(field: IndexField): IndexField {
  const confidence = Math.max(field.confidence, agreedSureness);
  return { ...field, confidence, foundBy: `${field.foundBy}, directory` };
}

/** An address or account that the directory has under a reading of what stands there, and not as it stands there. */
function repairedContact(mention: ContactMention, { records, customer }: DirectoryView): IndexField | null {
  const { kind, otherReadings = [], isQuoted, place } = mention;
  if (isQuoted || kind === 'phone' || otherReadings.length === 0) return null;
  const contactOf = (record: CustomerRecord) =>
    kind === 'email' ? record.email?.toLowerCase() : record.iban ? compactIban(record.iban) : undefined;
  if (records.some((record) => contactOf(record) === mention.value)) return null;
  const own = customer && contactOf(customer);
  const values = new Set(
    records.flatMap((record) => contactOf(record) ?? []).filter((value) => otherReadings.includes(value)),
  );
  // Without a likely customer only a check of its own, as an IBAN has it, makes a reading more than a resemblance.
  const value = own && otherReadings.includes(own) ? own : kind === 'iban' && values.size === 1 ? [...values][0] : null;
  if (!value) return null;
  const by = `${kind}-shape, repaired by directory`;
  return fieldFrom(kind, value, { ...place, confidence: 1 }, { by, sureness: repairedSureness, source: 'directory' });
}
