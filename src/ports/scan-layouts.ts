import type { LayoutPart } from '../domain/batch.ts';
import type { DocumentSnapshot } from '../domain/document.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { PreparedPage } from '../domain/page.ts';
import type { SeparationMethod } from '../domain/scan-profile.ts';
import type { ObjectRef, Sha256 } from '../domain/sha256.ts';

/** One scan of a released batch, as it was held. */
export interface HeldScan {
  readonly original: ObjectRef;
  /** What preparation found it to be. */
  readonly mediaType: string;
  readonly pages: readonly PreparedPage[];
  /** What preparation read from the file itself, for pages that are no images. */
  readonly reading?: Sha256 | null;
}

/** What preparation shall do with a scan once its pages are made. */
export type ScanOrder =
  /** No batch: the rules decide, at once. */
  | {
      readonly kind: 'alone';
      readonly separation: SeparationMethod;
      readonly isDuplex: boolean;
      readonly dropsBlanks: boolean;
    }
  /** In a batch that nobody released: hold, with the signs of each page where it separates by content. */
  | { readonly kind: 'open'; readonly readsContent: boolean }
  /**
   * The batch is released. `parts` are those whose first kept page lies in this scan; their other pages may lie in other
   * scans of the batch, which stand in `scans` with this one.
   */
  | {
      readonly kind: 'released';
      readonly parts: readonly LayoutPart[];
      readonly scans: ReadonlyMap<DocumentId, HeldScan>;
    };

/** Knows whether a document is a scan of a batch, and how its pages fall into documents. */
export interface ScanLayouts {
  orderFor(document: DocumentSnapshot): Promise<ScanOrder>;
}
