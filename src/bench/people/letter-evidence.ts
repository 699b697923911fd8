import type { Extraction, IdentifierMention, Party } from '../../rules/extraction/extraction.ts';
import type { Address } from './households.ts';
import { misread } from './misread.ts';
import type { Dice } from './random-of.ts';

const nowhere = { page: 1, box: null, confidence: 0.9 } as const;

export interface Written {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly organisation: string | null;
  readonly address: Address;
  /** A labelled number. */
  readonly number?: string | null;
}

/** What a letter with this name and address says after a reader misread the share `rate` of its characters. */
export function evidenceOf(written: Written, rate: number, dice: Dice): Extraction {
  const read = (text: string) => misread(text, rate, dice);
  const { firstName, lastName, organisation, address, number } = written;
  const text = organisation ?? `${firstName ?? ''} ${lastName ?? ''}`.trim();
  const asRead = organisation !== null ? read(organisation) : null;
  const party: Party = {
    role: 'sender',
    name:
      asRead !== null
        ? { text: asRead, firstNames: [], lastName: '', organisation: asRead }
        : lastName === null
          ? null
          : { text, firstNames: firstName ? [read(firstName)] : [], lastName: read(lastName), organisation: null },
    street: read(address.street),
    houseNumber: read(address.houseNumber),
    postcode: read(address.postcode),
    city: read(address.city),
    isQuoted: false,
    place: nowhere,
    source: 'ocr',
    foundBy: 'bench',
  };
  const identifiers: IdentifierMention[] = number
    ? [
        {
          value: read(number)
            .toUpperCase()
            .replace(/[^A-Z0-9]/g, ''),
          alternatives: [],
          label: 'customerNumber',
          isQuoted: false,
          place: nowhere,
          source: 'ocr',
        },
      ]
    : [];
  return {
    fields: [],
    identifiers,
    contacts: [],
    birthDates: [],
    parties: [party],
    namePairs: new Set(),
    isAboutAccount: false,
  };
}
