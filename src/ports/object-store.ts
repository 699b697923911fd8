import type { ObjectRef, Sha256 } from '../domain/sha256.ts';

export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

export interface PutOptions {
  /** Refuse (`document.too_large`) as soon as more bytes than this have come; nothing stays behind. */
  readonly byteLengthMax?: number;
  readonly signal?: AbortSignal;
}

/** A local path to an object's bytes. Read only; gone or meaningless after disposal. */
export interface LocalFile extends AsyncDisposable {
  readonly path: string;
}

/**
 * Immutable bytes named by their SHA-256.
 *
 * - When `put` resolves, the bytes survive a crash of process and machine, as far as the backend can promise it.
 * - Putting the same bytes again changes nothing and resolves with the same name; concurrent puts of equal bytes are fine.
 * - An object is visible whole or not at all; a put that fails or is aborted leaves nothing that can be opened.
 * - What `open` yields has the digest it was asked for, or the stream fails with `object.corrupt` (the verifying wrapper).
 */
export interface ObjectStore extends AsyncDisposable {
  readonly name: string;
  put(bytes: ByteSource, options?: PutOptions): Promise<ObjectRef>;
  /** Fails with `object.missing`. `range` is `[first, last]`, both included. */
  open(sha256: Sha256, range?: readonly [first: number, last: number]): Promise<AsyncIterable<Uint8Array>>;
  head(sha256: Sha256): Promise<ObjectRef | null>;
  /** Names after `after` in ascending order, at most `limit`. */
  list(after: Sha256 | null, limit: number): Promise<readonly ObjectRef[]>;
  /** Fails with `object.retained` while a retention date or hold protects it. Deleting what is not there is no error. */
  delete(sha256: Sha256): Promise<void>;
  /** The object as a file for a program that wants a path; the disk store lends its own file without copying. */
  checkout(sha256: Sha256, signal?: AbortSignal): Promise<LocalFile>;
}

export interface Retention {
  readonly retainUntil: Date | null;
  readonly isHeld: boolean;
}

/**
 * What a store can promise about bytes under retention, found out by trying and not by asking.
 *
 * `enforced`: the server refused to delete a locked object, so an administrator of Mailroom cannot either.
 * `guarded`: our own code refuses; it guards against mistakes, not against an administrator of the machine.
 * `none`: nothing holds.
 */
export interface RetentionPromise {
  readonly kind: 'enforced' | 'guarded' | 'none';
  /** One sentence for operators: what was tried, and what follows. */
  readonly sentence: string;
}

export interface RetentionStore extends ObjectStore {
  /** Extends, never shortens: an earlier date than the one in force is ignored. */
  retain(sha256: Sha256, until: Date): Promise<void>;
  hold(sha256: Sha256, isHeld: boolean): Promise<void>;
  retention(sha256: Sha256): Promise<Retention>;
  prove(): Promise<RetentionPromise>;
}
