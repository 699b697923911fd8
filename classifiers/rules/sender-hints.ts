import type { ClassKey } from '../../src/domain/document-class.ts';

/** Parts of an e-mail address that say who writes. Weak by themselves: anyone can write any address. */
const hints: readonly { readonly pattern: RegExp; readonly key: ClassKey; readonly weight: number }[] = [
  { pattern: /mailer-daemon|postmaster/, key: 'returned_mail', weight: 3 },
  { pattern: /newsletter|marketing|@news\.|promo/, key: 'advertising', weight: 2 },
  { pattern: /inkasso|forderung|mahnung|collection/, key: 'dunning', weight: 2 },
  { pattern: /rechnung|buchhaltung|invoice|billing|accounting/, key: 'invoice', weight: 2 },
  { pattern: /redaktion|presse(?!l)|zeitung|rundfunk|newsroom|@(?:ndr|wdr|dpa)\b/, key: 'media_inquiry', weight: 2 },
  {
    pattern: /kanzlei|rechtsanw|anwalt|gericht|polizei|justiz|finanzamt|behoerde|insolvenz/,
    key: 'legal_authority',
    weight: 2,
  },
  { pattern: /bewerb|career|jobs@/, key: 'job_application', weight: 1 },
];

export function senderHints(
  senderEmail: string | null,
): readonly { readonly key: ClassKey; readonly weight: number }[] {
  if (senderEmail === null) return [];
  const address = senderEmail.slice(0, 254).toLowerCase();
  return hints.filter(({ pattern }) => pattern.test(address));
}
