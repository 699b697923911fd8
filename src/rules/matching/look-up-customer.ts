import type { CustomerRecord, EvidenceKind } from '../../domain/customer.ts';
import type { CustomerDirectory, DirectoryKey, DirectoryWord } from '../../ports/customer-directory.ts';
import type { Extraction } from '../extraction/extraction.ts';
import { builtInCommonness, type Commonness, commonnessOf } from './commonness.ts';
import { directoryKeys } from './directory-keys.ts';
import { type MatchedDocument, matchCustomer } from './match-customer.ts';
import { neighbourKeys, noisyKeys, streetFormsFor, vocabularyForms, wideKeys } from './noisy-keys.ts';
import type { WeightShifts } from './weight-shifts.ts';

/** More candidates than this are a name everybody has; the match then says that it does not know them all. */
const candidatesMax = 200;
/** A candidate with fewer bits was hardly what was looked for. */
const foundBits = 20;
const ownKinds: readonly EvidenceKind[] = ['customerNumber', 'contractNumber', 'meterNumber', 'iban'];

export interface LookUpOptions {
  readonly need: 'required' | 'optional' | 'none';
  readonly signal: AbortSignal;
  /** The company's own weights, when it has some in force. */
  readonly shifts?: WeightShifts | null;
}

export interface LookedUp extends MatchedDocument {
  /** Customers that were weighed. */
  readonly candidateCount: number;
  /** `exact`: what was read led to one customer at once. `noisy`: misreadings were looked up too. `wide`: neighbours too. */
  readonly search: 'exact' | 'noisy' | 'wide';
}

/**
 * Asks the directory, cheap questions first: what was read, as it was read. Only when that does not lead to one customer
 * by a number of theirs are misreadings looked up: numbers that differ by a character, names and towns by their words.
 */
export async function lookUpCustomer(
  directory: CustomerDirectory,
  extraction: Extraction,
  { need, signal, shifts = null }: LookUpOptions,
): Promise<LookedUp> {
  const ask = async (keys: readonly DirectoryKey[]) =>
    keys.length === 0 ? [] : directory.candidates(keys, candidatesMax, signal);
  // Without a number nothing can be decisive, so what was read and what it may have been are asked for at once.
  const mayBeDecisive =
    extraction.identifiers.length > 0 || extraction.contacts.some(({ kind }) => ownKinds.includes(kind));
  const asked = mayBeDecisive ? null : vocabularyOf(directory, extraction, signal);
  // Awaited below; a failure of the first question must not leave this one's to nobody.
  asked?.catch(() => {});
  const exact = await ask(directoryKeys(extraction));
  const isTruncated = exact.length >= candidatesMax;
  if (mayBeDecisive) {
    const first = matchCustomer(extraction, exact, { need, isTruncated, shifts });
    const isDecisive =
      first.match.decision === 'auto' &&
      first.match.candidates[0]?.evidence.some(({ kind, weight }) => ownKinds.includes(kind) && weight > 0);
    if (isDecisive) return { ...first, candidateCount: exact.length, search: 'exact' };
  }

  const { words, commonness } = await (asked ?? vocabularyOf(directory, extraction, signal));
  // Misread numbers lead to foreign customers, so they are asked for apart and cannot push out those of name and address.
  const [noisy, near] = await Promise.all([ask(noisyKeys(extraction, words)), ask(neighbourKeys(extraction))]);
  const records = distinct([...exact, ...noisy, ...near]);
  const matched = matchCustomer(extraction, records, { need, isTruncated, commonness, shifts });
  if ((matched.scored[0]?.bits ?? 0) >= foundBits)
    return { ...matched, candidateCount: records.length, search: 'noisy' };
  const wide = distinct([...records, ...(await ask(wideKeys(extraction, words)))]);
  if (wide.length === records.length) return { ...matched, candidateCount: records.length, search: 'noisy' };
  const widely = matchCustomer(extraction, wide, { need, isTruncated, commonness, shifts });
  return { ...widely, candidateCount: wide.length, search: 'wide' };
}

async function vocabularyOf(
  directory: CustomerDirectory,
  extraction: Extraction,
  signal: AbortSignal,
): Promise<{ readonly words: readonly DirectoryWord[]; readonly commonness: Commonness }> {
  const forms = vocabularyForms(extraction);
  if (!directory.vocabulary || forms.length === 0) return { words: [], commonness: builtInCommonness };
  const vocabulary = await directory.vocabulary(forms, signal);
  const streets = streetFormsFor(extraction, vocabulary.words);
  const more = streets.length === 0 ? [] : (await directory.vocabulary(streets, signal)).words;
  return { words: [...vocabulary.words, ...more], commonness: commonnessOf(vocabulary) };
}

function distinct(records: readonly CustomerRecord[]): readonly CustomerRecord[] {
  return [...new Map(records.map((record) => [record.customerNumber, record])).values()];
}
