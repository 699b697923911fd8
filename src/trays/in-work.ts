import { MailroomError } from '../domain/errors.ts';

/** How long a document stays in hand without a sign of life from the page; three of its beats. */
export const claimSeconds = 90;

export function inWork(holder: { readonly name: string }): MailroomError {
  return new MailroomError(
    'document.in_work',
    `${holder.name} is working on this document. Take another one, or wait until it is given back.`,
    { retry: 'later', params: { name: holder.name } },
  );
}
