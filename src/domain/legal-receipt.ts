/**
 * Post that is older than this is no post any more: the longest retention of letters and vouchers is ten years (§ 147 AO),
 * so a deadline or retention counted from earlier would have run out on arrival, and the year is a slip of the hand.
 */
export const receiptYearsMax = 10;

/** The earliest instant that can be a legal receipt. */
export function earliestReceipt(now: Date): Date {
  const earliest = new Date(now);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - receiptYearsMax);
  return earliest;
}
