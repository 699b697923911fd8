/** Everything has a limit, and every limit is configuration. */
export interface Limits {
  readonly uploadBytesMax: number;
  readonly pagesMax: number;
  readonly pagePixelsMax: number;
  readonly childrenMax: number;
  readonly depthMax: number;
  readonly openSecondsMax: number;
  readonly openMemoryBytesMax: number;
  readonly pageReadSecondsMax: number;
  readonly attemptsMax: number;
}

export const defaultLimits: Limits = {
  uploadBytesMax: 512 * 1024 * 1024,
  pagesMax: 2000,
  /** An A3 sheet at 600 dpi has 70 million; a bomb of 20,000 × 20,000 has 400 million. */
  pagePixelsMax: 150_000_000,
  childrenMax: 200,
  depthMax: 8,
  openSecondsMax: 300,
  openMemoryBytesMax: 1024 * 1024 * 1024,
  pageReadSecondsMax: 60,
  attemptsMax: 5,
};
