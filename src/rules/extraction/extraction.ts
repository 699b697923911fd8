import type { FieldName, IndexField } from '../../domain/index-data.ts';
import type { Place } from './text-lines.ts';

/** Everything a document says about whom it belongs to, before anybody looks into the directory. */
export interface Extraction {
  /** What a person would fill in; labelled or checked values only. */
  readonly fields: readonly IndexField[];
  /** Tokens that may be a customer, contract or meter number, most telling first, at most 150. */
  readonly identifiers: readonly IdentifierMention[];
  /** IBANs, e-mail addresses and phone numbers that are not the company's own. */
  readonly contacts: readonly ContactMention[];
  /** YYYY-MM-DD */
  readonly birthDates: readonly string[];
  /** People and organisations with what is known of their address; the sender first. */
  readonly parties: readonly Party[];
  /** Neighbouring capitalised words outside quotes, folded: `erika schulz`. Tells whether a customer is named in the text. */
  readonly namePairs: ReadonlySet<string>;
  /** The document is about a bank account or a mandate. */
  readonly isAboutAccount: boolean;
  /** Fields of which something stands there that no value could be made of: an account whose check digits fail. */
  readonly misread?: ReadonlySet<FieldName>;
}

export type IdentifierName = 'customerNumber' | 'contractNumber' | 'meterNumber';

export interface IdentifierMention {
  /** Upper case, letters and digits only. */
  readonly value: string;
  /** Other ways to join the words around it, same notation: `401 234 56 7` may end before the 7. */
  readonly alternatives: readonly string[];
  /** What the document calls it; `other` for numbers called something else (an invoice, a file); null for a bare token. */
  readonly label: IdentifierName | 'other' | null;
  /** Stands in an older mail that this one quotes. */
  readonly isQuoted: boolean;
  readonly place: Place;
  readonly source: 'ocr' | 'text' | 'header';
}

export interface ContactMention {
  readonly kind: 'iban' | 'email' | 'phone';
  /** In the notation of its kind: no blanks, lower case, E.164. */
  readonly value: string;
  /** What it may have been before a reader took `rn` for `m` or `8` for `3`: questions to the directory, never values. */
  readonly otherReadings?: readonly string[];
  readonly isQuoted: boolean;
  /** The mail's own sender address and not one in its text. */
  readonly isSender: boolean;
  readonly place: Place;
  readonly source: 'ocr' | 'text' | 'header';
}

/** Who a party is in this document. `sender` wrote it; `addressee` is whom it was meant for (own post that came back), `concerned` whom the sender writes for. */
export type PartyRole = 'sender' | 'addressee' | 'concerned' | 'mentioned' | 'newAddress' | 'oldAddress';

/** What a sender is who writes for somebody else. */
export type PartyCapacity = 'lawyer' | 'guardian' | 'heir' | 'landlord' | 'authority';

export interface Party {
  readonly role: PartyRole;
  readonly name: PartyName | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly isQuoted: boolean;
  readonly place: Place;
  readonly source: 'ocr' | 'text' | 'header';
  readonly foundBy: string;
  /** Of a sender who writes for the parties that are `concerned`. */
  readonly capacity?: PartyCapacity;
}

export interface PartyName {
  /** As printed, with titles, without forms of address. */
  readonly text: string;
  readonly firstNames: readonly string[];
  /** With particles: `von der Leyen`. Empty for an organisation. */
  readonly lastName: string;
  readonly organisation: string | null;
}
