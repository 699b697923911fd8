import type { CustomerRecord } from '../domain/customer.ts';

/** What a document says about who it belongs to, each already normalised by `rules/matching`. */
export type DirectoryKey =
  /** Any identifier-like token: compared with customer, contract and meter numbers. Upper case, no blanks or punctuation. */
  | { readonly kind: 'identifier'; readonly value: string }
  | { readonly kind: 'iban'; readonly value: string }
  /** Lower case. */
  | { readonly kind: 'email'; readonly value: string }
  /** E.164. */
  | { readonly kind: 'phone'; readonly value: string }
  /** Folded last name or organisation, and postcode. */
  | { readonly kind: 'namePostcode'; readonly name: string; readonly postcode: string }
  /** Folded last name or organisation, and folded street without number. */
  | { readonly kind: 'nameStreet'; readonly name: string; readonly street: string }
  /** Folded last name and folded first names. */
  | { readonly kind: 'fullName'; readonly name: string; readonly firstName: string }
  /** Everybody behind one door: postcode, folded street, folded house number. */
  | { readonly kind: 'door'; readonly postcode: string; readonly street: string; readonly houseNumber: string }
  /** Everybody in one street, as far as `limit` goes. */
  | { readonly kind: 'street'; readonly postcode: string; readonly street: string }
  /** Everybody of one first name in a town: somebody who changed their name. */
  | { readonly kind: 'firstNamePostcode'; readonly firstName: string; readonly postcode: string }
  /** YYYY-MM-DD */
  | { readonly kind: 'birthDate'; readonly value: string };

/** `place`: `26721 emden`. `street`: `26721 bergstrasse`, the streets of one postcode. Names are folded. */
export type DirectoryWordKind = 'lastName' | 'firstName' | 'place' | 'street';

/** A word that customers carry, and how many of them (as counted at the last import). */
export interface DirectoryWord {
  readonly kind: DirectoryWordKind;
  readonly word: string;
  readonly count: number;
}

export interface Vocabulary {
  readonly customerCount: number;
  readonly words: readonly DirectoryWord[];
}

/** Finds, never scores. */
export interface CustomerDirectory {
  readonly name: string;
  /** Every customer that shares a key, at most `limit`, what shares the most telling keys first; unknown keys find nothing. */
  candidates(keys: readonly DirectoryKey[], limit: number, signal: AbortSignal): Promise<readonly CustomerRecord[]>;
  /**
   * The words that have one of these spelling forms (`rules/matching/spelling-forms`), at most a few thousand: what a
   * misread name, town or street may have been, and how common it is. A directory without it is asked for exact keys only.
   */
  vocabulary?(forms: readonly string[], signal: AbortSignal): Promise<Vocabulary>;
}
