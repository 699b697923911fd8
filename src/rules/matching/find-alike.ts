import type { CustomerRecord } from '../../domain/customer.ts';
import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import type { Extraction, IdentifierMention, Party, PartyName } from '../extraction/extraction.ts';
import { hasLegalForm } from './folding.ts';
import { lookUpCustomer } from './look-up-customer.ts';

/** What somebody who searches knows of a customer; any of it may be missing or wrong. */
export interface Described {
  /** First and last name in either order, or an organisation. */
  readonly name: string | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  /** Customer, contract or meter number: upper case, letters and digits only. */
  readonly number: string | null;
}

/** Fewer bits than this is no resemblance worth showing to somebody who searches. */
const alikeBits = 4;

/** Customers that fit a description, misspelled or misread, the likeliest first. */
export async function findAlike(
  directory: CustomerDirectory,
  described: Described,
  signal: AbortSignal,
): Promise<readonly CustomerRecord[]> {
  const extraction = extractionOf(described);
  const { scored } = await lookUpCustomer(directory, extraction, { need: 'required', signal });
  return scored
    .filter(({ bits, pieces }) => bits >= alikeBits || pieces.some(({ isNear }) => isNear))
    .map(({ record }) => record);
}

const nowhere = { page: null, box: null, confidence: 1 } as const;

/** A description as if it stood on paper. */
function extractionOf({ name, number, street, houseNumber, postcode, city }: Described): Extraction {
  const identifiers: IdentifierMention[] =
    number === null
      ? []
      : [{ value: number, alternatives: [], label: 'customerNumber', isQuoted: false, place: nowhere, source: 'text' }];
  const party = (each: PartyName | null): Party => ({
    role: 'mentioned',
    name: each,
    street,
    houseNumber,
    postcode,
    city,
    isQuoted: false,
    place: nowhere,
    source: 'text',
    foundBy: 'search',
  });
  const names = name === null ? [null] : namesIn(name);
  return {
    fields: [],
    identifiers,
    contacts: [],
    birthDates: [],
    parties: names.map(party),
    namePairs: new Set(),
    isAboutAccount: false,
  };
}

function namesIn(text: string): readonly PartyName[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const firm: PartyName = { text, firstNames: [], lastName: '', organisation: text };
  if (hasLegalForm(text)) return [firm];
  const last = words.at(-1) ?? text;
  const person: PartyName = { text, firstNames: words.slice(0, -1), lastName: last, organisation: null };
  const [first = '', ...others] = words;
  const turned: PartyName = { text, firstNames: others, lastName: first, organisation: null };
  return words.length > 1 ? [person, turned, firm] : [person];
}
