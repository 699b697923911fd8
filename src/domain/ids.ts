import { v7 } from 'uuid';

/** A string that names one thing: a readable prefix, an underscore, a time-ordered UUID (RFC 9562, version 7). */
export type Id<Prefix extends string> = string & { readonly __prefix: Prefix };

export type SubmissionId = Id<'sub'>;
export type DocumentId = Id<'doc'>;
export type WorkItemId = Id<'wi'>;
export type BatchId = Id<'bat'>;
export type AccountId = Id<'acc'>;

export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return `${prefix}_${v7()}` as Id<Prefix>;
}

const idPattern = /^([a-z]{2,4})_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id if `text` has the shape of one with this prefix, otherwise null: text from outside is never trusted to be an id. */
export function parseId<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> | null {
  return idPattern.exec(text)?.[1] === prefix ? (text as Id<Prefix>) : null;
}
