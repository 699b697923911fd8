/** What is wrong with a scanned page, so that a rescan can be proposed while the paper is still in the tray. */
export type PageFlaw = 'low-resolution' | 'low-contrast' | 'blurred' | 'cut-off' | 'dark' | 'skewed';

export interface PageQuality {
  /** 0 (cannot be read) to 1 (as printed). */
  readonly score: number;
  readonly flaws: readonly PageFlaw[];
}
