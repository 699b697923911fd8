import { MailroomError } from '../domain/errors.ts';

/**
 * Post that is older than this is no post any more: the longest retention of letters and vouchers is ten years (§ 147 AO),
 * so a deadline or retention counted from earlier would have run out on arrival, and the year is a slip of the hand.
 */
export const receiptYearsMax = 10;

/** The instant given as ISO 8601, or now. Fails with `request.invalid` when it is in the future or too long ago. */
export function legalReceipt(given: string | undefined, now: Date): Date {
  if (given === undefined) return now;
  const receivedAt = new Date(given);
  if (receivedAt > now)
    throw new MailroomError(
      'request.invalid',
      'receivedAt lies in the future. Leave it out, or give the instant of receipt.',
    );
  const earliest = new Date(now);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - receiptYearsMax);
  if (receivedAt < earliest)
    throw new MailroomError(
      'request.invalid',
      `receivedAt lies more than ${receiptYearsMax} years back. Leave it out, or give the instant of receipt.`,
    );
  return receivedAt;
}
