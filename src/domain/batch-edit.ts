import type { ScannedPage } from './batch.ts';

/** What a clerk can do to the light table. Pages are named by where they were scanned, parts by any page in them. */
export type BatchEdit =
  /** The page begins a document. */
  | { readonly kind: 'cut'; readonly page: ScannedPage }
  /** The part of the page goes to the end of the part before it. */
  | { readonly kind: 'merge'; readonly page: ScannedPage }
  /** The doubtful cut before the part of the page is right. */
  | { readonly kind: 'confirmCut'; readonly page: ScannedPage }
  /** Into the part of `into`, before its page `before`, or at its end; in the order given. */
  | {
      readonly kind: 'move';
      readonly pages: readonly ScannedPage[];
      readonly into: ScannedPage;
      readonly before: ScannedPage | null;
    }
  /** As a part of their own before the part of `before`, or at the end. */
  | { readonly kind: 'moveOut'; readonly pages: readonly ScannedPage[]; readonly before: ScannedPage | null }
  /** Clockwise, on top of what they are turned by. */
  | { readonly kind: 'turn'; readonly pages: readonly ScannedPage[]; readonly by: 90 | 180 | 270 }
  | { readonly kind: 'drop'; readonly pages: readonly ScannedPage[]; readonly reason: 'blank' | 'removed' }
  | { readonly kind: 'restore'; readonly pages: readonly ScannedPage[] }
  | { readonly kind: 'markForRescan'; readonly pages: readonly ScannedPage[]; readonly isForRescan: boolean }
  /** `by` take the place of `pages`, which become `rescanned`. */
  | { readonly kind: 'replace'; readonly pages: readonly ScannedPage[]; readonly by: readonly ScannedPage[] };
