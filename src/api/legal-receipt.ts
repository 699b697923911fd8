import { MailroomError } from '../domain/errors.ts';
import { earliestReceipt, receiptYearsMax } from '../domain/legal-receipt.ts';

/** The instant given as ISO 8601, or now. Fails with `request.invalid` when it is in the future or too long ago. */
export function legalReceipt(given: string | undefined, now: Date): Date {
  if (given === undefined) return now;
  const receivedAt = new Date(given);
  if (receivedAt > now)
    throw new MailroomError(
      'request.invalid',
      'receivedAt lies in the future. Leave it out, or give the instant of receipt.',
    );
  if (receivedAt < earliestReceipt(now))
    throw new MailroomError(
      'request.invalid',
      `receivedAt lies more than ${receiptYearsMax} years back. Leave it out, or give the instant of receipt.`,
    );
  return receivedAt;
}
