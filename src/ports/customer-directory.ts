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
  | { readonly kind: 'nameStreet'; readonly name: string; readonly street: string };

/** Finds, never scores. Returns every customer that shares a key, at most `limit`; unknown keys find nothing. */
export interface CustomerDirectory {
  readonly name: string;
  candidates(keys: readonly DirectoryKey[], limit: number, signal: AbortSignal): Promise<readonly CustomerRecord[]>;
}
