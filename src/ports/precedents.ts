import type { DocumentId } from '../domain/ids.ts';
import type { Sha256 } from '../domain/sha256.ts';

/** Looks back: whether these very bytes were already delivered and worked. */
export interface Precedents {
  /**
   * The earliest document of another delivery with the same bytes that was received before this one, or null. Only what
   * arrived itself, or as a letter in a scan, is compared.
   */
  sameBytes(original: Sha256, than: { readonly id: DocumentId; readonly receivedAt: Date }): Promise<DocumentId | null>;
}
