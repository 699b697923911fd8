import type { ChildDocument } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import type { PreparationFacts } from '../domain/facts.ts';
import type { ObjectRef } from '../domain/sha256.ts';
import type { Tray } from '../domain/tray.ts';

export type Opened =
  | { readonly kind: 'opened'; readonly facts: PreparationFacts; readonly children: readonly ChildDocument[] }
  /** The bytes cannot or must not be opened on: encrypted, torn, a bomb, too deep … The original stays as it is. */
  | { readonly kind: 'refused'; readonly tray: Tray; readonly problem: Problem };

/**
 * Opens hostile bytes: finds out what they are, takes them apart, and makes upright page images. Every byte is parsed
 * in a child process with a time and a memory limit; its death refuses one document and delays no other.
 */
export interface DocumentOpener {
  open(
    original: ObjectRef,
    hint: {
      readonly filename: string;
      readonly declaredMediaType: string | null;
      readonly depth: number;
      readonly channel: string;
      /** Dates the pages laid out for mails and texts. */
      readonly receivedAt: Date;
      /** A scan, on whose page images separators are looked for. Default: not. */
      readonly findsSeparators?: boolean;
    },
    signal: AbortSignal,
  ): Promise<Opened>;
}
