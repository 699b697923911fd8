/** The SHA-256 digest of an object's bytes as 64 lower-case hexadecimal digits: its name in every object store. */
export type Sha256 = string & { readonly __sha256: true };

const shape = /^[0-9a-f]{64}$/;

export function parseSha256(text: string): Sha256 | null {
  return shape.test(text) ? (text as Sha256) : null;
}

/** An object's name and size; enough to find it and to notice that it changed. */
export interface ObjectRef {
  readonly sha256: Sha256;
  readonly byteLength: number;
}
