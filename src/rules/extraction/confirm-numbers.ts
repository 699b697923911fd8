import type { CustomerRecord } from '../../domain/customer.ts';
import type { IndexField } from '../../domain/index-data.ts';
import { identifiersOf } from '../matching/identifier-evidence.ts';
import { digitCount, identifierVariants, normaliseIdentifier } from '../notation/identifier.ts';
import { lookAlikeCount } from '../notation/look-alikes.ts';
import type { DirectoryView } from './confirm-fields.ts';
import type { Extraction, IdentifierMention, IdentifierName } from './extraction.ts';
import { fieldFrom } from './finding.ts';

interface KnownNumber {
  readonly name: IdentifierName;
  /** As the directory writes it. */
  readonly number: string;
  readonly owners: readonly CustomerRecord[];
}

const exactSureness = 0.995;
const repairedSureness = 0.95;
/** One or two digits taken for others in a number of a customer whom everything else points to. */
const misreadSureness = 0.92;
/** Somebody's number, but nothing else says that it is this document's. */
const strangersSureness = 0.85;
/** Of ten labelled numbers that no customer has, about three are right: an old contract, a new meter. */
const unknownFactor = 0.7;
/** Letters between the digits of a number that no customer has were misread. */
const brokenFactor = 0.5;
const misreadMax = 2;

/** The customer, contract and meter numbers of a document with what the directory says of each. */
export function confirmNumbers(extraction: Extraction, view: DirectoryView): readonly IndexField[] {
  const known = knownNumbers(view.records);
  const fields: IndexField[] = [];
  const settled = new Set<IdentifierMention>();
  const own = view.customer ? identifiersOf(view.customer) : [];
  for (const [name, number] of own) {
    const hit = surestReading(extraction.identifiers, normaliseIdentifier(number));
    if (!hit || (hit.reading === 'repaired' && !hasOtherSupport(hit.mention, view.supports))) continue;
    settled.add(hit.mention);
    fields.push(agreedField(name, number, hit));
  }
  for (const mention of extraction.identifiers) {
    if (settled.has(mention) || mention.isQuoted || mention.label === 'other') continue;
    const field =
      mention.label === null ? bareField(mention, known, view) : labelledField(mention, known, view, extraction);
    if (field) fields.push(field);
  }
  return fields;
}

function hasOtherSupport({ value }: IdentifierMention, supports: ReadonlySet<string>): boolean {
  return [...supports].some((basis) => basis !== `number ${value}`);
}

function knownNumbers(records: readonly CustomerRecord[]): ReadonlyMap<string, KnownNumber> {
  const known = new Map<string, KnownNumber>();
  for (const record of records) {
    for (const [name, number] of identifiersOf(record)) {
      const value = normaliseIdentifier(number);
      const before = known.get(value);
      known.set(value, { name: before?.name ?? name, number, owners: [...(before?.owners ?? []), record] });
    }
  }
  return known;
}

interface Hit {
  readonly mention: IdentifierMention;
  readonly reading: 'exact' | 'joined' | 'repaired';
}

/** How this number of the likely customer stands in the document; called by its name before bare, exact before repaired. */
function surestReading(mentions: readonly IdentifierMention[], value: string): Hit | null {
  let best: (Hit & { readonly rank: number }) | null = null;
  for (const mention of mentions) {
    if (mention.isQuoted) continue;
    const reading = readingOf(mention, value);
    if (!reading) continue;
    const named = mention.label === null ? 1 : mention.label === 'other' ? 0 : 2;
    const rank = named + (reading === 'exact' ? 20 : reading === 'joined' ? 10 : 0);
    if (!best || rank > best.rank) best = { mention, reading, rank };
  }
  return best;
}

function readingOf(mention: IdentifierMention, value: string): Hit['reading'] | null {
  if (mention.value === value) return 'exact';
  if (mention.alternatives.includes(value)) return 'joined';
  const forms = [mention.value, ...mention.alternatives];
  return forms.some((form) => identifierVariants(form).includes(value)) ? 'repaired' : null;
}

function agreedField(name: IdentifierName, number: string, { mention, reading }: Hit): IndexField {
  const isNamed = mention.label === name;
  const rule = mention.label === null || mention.label === 'other' ? 'number' : `${mention.label}-label`;
  return fieldFrom(
    name,
    number,
    { ...mention.place, confidence: 1 },
    {
      by: reading === 'repaired' ? `${rule}, repaired by directory` : `${rule}, directory`,
      sureness: reading === 'exact' ? exactSureness : repairedSureness,
      source: reading === 'exact' && isNamed ? mention.source : 'directory',
    },
  );
}

/** A number that nothing names is a field only when it is one that a single customer has, whole and as it was read. */
function bareField(
  mention: IdentifierMention,
  known: ReadonlyMap<string, KnownNumber>,
  { customer }: DirectoryView,
): IndexField | null {
  // Something points to another customer: in a directory full of numbers a misread one is easily somebody's.
  if (customer !== null) return null;
  const hit = known.get(mention.value) ?? mention.alternatives.map((each) => known.get(each)).find((each) => each);
  const number = normaliseIdentifier(hit?.number ?? '');
  if (hit?.owners.length !== 1 || digitCount(number) < bareDigitsMin) return null;
  // The notation of a contract (VN719520416) is no accident; eight bare digits may be anything.
  const hasNotation = /^[A-Z]/.test(number) || hit.name === 'meterNumber';
  const sureness = hasNotation ? strangersSureness : bareSureness;
  return fieldFrom(hit.name, hit.number, mention.place, { by: 'number, directory', sureness, source: mention.source });
}

const bareDigitsMin = 8;
const bareSureness = 0.65;

function labelledField(
  mention: IdentifierMention,
  known: ReadonlyMap<string, KnownNumber>,
  { customer, supports, expectsCustomer }: DirectoryView,
  { fields }: Extraction,
): IndexField | null {
  const read = fields.find(
    ({ name, page, value }) =>
      name === mention.label && page === mention.place.page && normaliseIdentifier(value) === mention.value,
  );
  const label = mention.label;
  if (!read || label === null || label === 'other') return null;
  const exact = known.get(mention.value);
  if (exact) {
    const isStrangers = customer !== null && !exact.owners.includes(customer);
    const confidence = Math.min(read.confidence, isStrangers ? strangersSureness * mention.place.confidence : 1);
    return { ...read, confidence, foundBy: `${read.foundBy}, directory` };
  }
  const put = (value: string, by: string, sureness: number) =>
    fieldFrom(label, value, { ...mention.place, confidence: 1 }, { by, sureness, source: 'directory' });
  // A number must not vouch for its own repair: something else has to point to its owner.
  const owner = hasOtherSupport(mention, supports) ? customer : null;
  const whole = owner ? wholeOf(mention, owner) : null;
  if (whole) return put(whole, `${read.foundBy}, directory`, repairedSureness);
  const repaired = owner ? misreadOf(mention, owner) : null;
  if (repaired) return put(repaired, `${read.foundBy}, repaired by directory`, misreadSureness);
  const isBroken = label !== 'meterNumber' && /\d[A-Z]/.test(mention.value);
  const factor = (expectsCustomer ? unknownFactor : 1) * (isBroken ? brokenFactor : 1);
  return { ...read, confidence: Math.round(read.confidence * factor * 1000) / 1000 };
}

/** The customer's own number of that kind when only the letters before its digits were left out: `Vertrag 719520416`. */
function wholeOf({ label, value }: IdentifierMention, customer: CustomerRecord): string | null {
  if (!/^\d{6,}$/.test(value)) return null;
  const fitting = identifiersOf(customer).filter(
    ([name, number]) =>
      name === label && /^[A-Z]{1,4}$/.test(normaliseIdentifier(number).replace(new RegExp(`${value}$`), '')),
  );
  return fitting.length === 1 ? (fitting[0]?.[1] ?? null) : null;
}

/** The customer's own number of that kind when it differs from what was read in look-alikes only. */
function misreadOf({ label, value, alternatives, place }: IdentifierMention, customer: CustomerRecord): string | null {
  // Text that was never an image has no misreadings; a person's slip is not ours to mend.
  if (place.confidence >= 1) return null;
  const numbers = identifiersOf(customer).filter(([name]) => name === label);
  const fitting = numbers.filter(([, number]) =>
    [value, ...alternatives].some((form) => {
      const count = lookAlikeCount(form, normaliseIdentifier(number));
      return count !== null && count > 0 && count <= misreadMax;
    }),
  );
  return fitting.length === 1 ? (fitting[0]?.[1] ?? null) : null;
}
