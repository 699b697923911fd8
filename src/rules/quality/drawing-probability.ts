/** What is known about a class when one more of its documents was decided alone. */
export interface DrawingState {
  /** Share of all documents that is drawn anyway, 0 to 1. */
  readonly share: number;
  /** How many a day shall be drawn of each class at least. */
  readonly minimumPerDay: number;
  /** Of this class today, before this document. */
  readonly decidedToday: number;
  readonly drawnToday: number;
  /** Documents of this class on an ordinary day; 0 when nobody knows yet. */
  readonly usualPerDay: number;
}

/**
 * The probability with which this document is drawn. It depends on earlier documents only and never on this one's
 * content, so weighing each drawn document by its inverse gives unbiased shares. While the day's minimum is not reached
 * it rises, and is 1 at the latest when half of an ordinary day's documents have come: a day that has half of the
 * usual post reaches its minimum.
 */
export function drawingProbability(state: DrawingState): number {
  const missing = state.minimumPerDay - state.drawnToday;
  if (missing <= 0) return Math.max(Number.MIN_VALUE, Math.min(1, state.share));
  const stillToCome = Math.max(1, Math.floor(state.usualPerDay / 2) - state.decidedToday);
  return Math.min(1, Math.max(state.share, missing / stillToCome));
}
