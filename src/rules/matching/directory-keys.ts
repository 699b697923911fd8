import type { DirectoryKey } from '../../ports/customer-directory.ts';
import type { Extraction, PartyName } from '../extraction/extraction.ts';
import { identifierVariants } from '../notation/identifier.ts';
import { foldName, foldOrganisation, foldStreet } from './folding.ts';

/** A directory answers a few hundred keys in one round trip; hostile text must not make it thousands. */
const identifierKeysMax = 300;
const contactReadingsMax = 80;
const nameKeysMax = 160;

/**
 * The questions a document puts to the directory, most telling first: every identifier-like token with its other
 * readings, contacts, and each name with each address. A name without an address asks with the addresses of others,
 * since a signature stands far from the letterhead.
 */
export function directoryKeys(extraction: Extraction): readonly DirectoryKey[] {
  const identifiers = new Set<string>();
  for (const mention of extraction.identifiers) identifiers.add(mention.value);
  for (const mention of extraction.identifiers) {
    for (const other of [...identifierVariants(mention.value), ...mention.alternatives]) identifiers.add(other);
  }
  for (const mention of extraction.identifiers) {
    for (const other of mention.alternatives) for (const variant of identifierVariants(other)) identifiers.add(variant);
  }
  const keys: DirectoryKey[] = [...identifiers]
    .slice(0, identifierKeysMax)
    .map((value) => ({ kind: 'identifier', value }));
  for (const { kind, value } of extraction.contacts) keys.push({ kind, value });
  const readings = extraction.contacts.flatMap(({ kind, otherReadings }) =>
    (otherReadings ?? []).map((value) => ({ kind, value })),
  );
  keys.push(...readings.slice(0, contactReadingsMax));
  return [...keys, ...nameKeys(extraction)];
}

function nameKeys(extraction: Extraction): readonly DirectoryKey[] {
  const parties = extraction.parties.filter((party) => !party.isQuoted);
  const names = new Set(parties.flatMap((party) => (party.name ? searchNames(party.name) : [])));
  const postcodes = new Set(parties.flatMap((party) => party.postcode ?? []));
  const streets = new Set(parties.flatMap((party) => (party.street ? foldStreet(party.street) : [])));
  const keys: DirectoryKey[] = [];
  for (const name of names) {
    for (const street of streets) keys.push({ kind: 'nameStreet', name, street });
    for (const postcode of postcodes) keys.push({ kind: 'namePostcode', name, postcode });
  }
  return keys.slice(0, nameKeysMax);
}

/** Forms under which the directory may have this last name or organisation. */
export function searchNames(name: PartyName): readonly string[] {
  if (name.organisation !== null) return [foldOrganisation(name.organisation)];
  const last = foldName(name.lastName);
  const firsts = name.firstNames.map(foldName).filter((first) => first.length > 1);
  const forms = new Set([last]);
  // "García Márquez" has two, and "Müller Max" is written the official way round.
  const nearest = firsts.at(-1);
  if (nearest && firsts.length > 1) forms.add(`${nearest} ${last}`);
  if (firsts[0] && firsts.length === 1) forms.add(firsts[0]);
  for (const form of umlautForms(last)) forms.add(form);
  return [...forms].filter((form) => form.length > 1);
}

/** `muller` may be Müller whose dots the reader lost; one vowel at a time, at most four questions. */
function umlautForms(folded: string): readonly string[] {
  return [...folded.matchAll(/[aou](?!e)/g)]
    .slice(0, 4)
    .map(({ index, 0: vowel }) => `${folded.slice(0, index)}${vowel}e${folded.slice(index + 1)}`);
}
