import type { ClassKey, DeadlineRule, DocumentClass, RetentionRule } from '../src/domain/document-class.ts';

/**
 * The taxonomy that ships: the post of a service company (telecom, utility, insurer). A company adds, drops and renames
 * classes in its own configuration; nothing outside this folder knows one of these keys.
 */

const workingDays = (count: number, kind: DeadlineRule['kind'] = 'contractual'): DeadlineRule => ({
  unit: 'workingDays',
  count,
  kind,
});

/** Received commercial letters: six years, § 257 Abs. 1 Nr. 2, Abs. 4 HGB and § 147 Abs. 1 Nr. 2, Abs. 3 AO. */
const businessLetter: RetentionRule = { deletionClass: 'business-letter', years: 6 };
/** Accounting vouchers: eight years since 2025, § 147 Abs. 1 Nr. 4, Abs. 3 AO and § 257 Abs. 1 Nr. 4, Abs. 4 HGB. */
const voucher: RetentionRule = { deletionClass: 'accounting-voucher', years: 8 };
/** Claims end after ten years whoever knew of them, § 199 Abs. 3 and 4 BGB; until then the paper may be needed as proof. */
const proof: RetentionRule = { deletionClass: 'proof-of-claim', years: 10 };
/** How a data subject was answered must be provable for three years, § 195 BGB and § 41 BDSG with § 31 Abs. 2 Nr. 1 OWiG. */
const privacy: RetentionRule = { deletionClass: 'privacy-request', years: 3 };
/**
 * § 15 Abs. 4 AGG (two months) and § 61b ArbGG (three more) let about six months pass before a rejected applicant can
 * no longer sue. Zero years would delete a December application in January; one is the shortest that never falls short.
 */
const applicant: RetentionRule = { deletionClass: 'applicant', years: 1 };
/** No law wants it kept: Art. 5(1)(e) GDPR says as short as the purpose needs. */
const ephemeral: RetentionRule = { deletionClass: 'ephemeral', years: 1 };

interface Terms {
  readonly customer: DocumentClass['customer'];
  readonly queue: string;
  readonly priority: number;
  readonly deadline: DeadlineRule;
  readonly retention: RetentionRule;
  readonly threshold: number;
}

function documentClass(key: ClassKey, de: string, en: string, terms: Terms): DocumentClass {
  return { key, names: { de, en }, skills: [key], ...terms };
}

/**
 * Thresholds follow the cost of an error. 0.93: a deadline or a right is lost when the letter lies in the wrong queue.
 * 0.88: somebody loses a day. Advertising stands high because nobody reads that queue with care. A threshold is where the
 * least sure documents are let through, not how often all of them are right: on the texts kept for calibration these let
 * 73 % through and 99.4 % of those are right; 0.02 lower would be 76 % at 98.9 %.
 */
export const defaultDocumentClasses: readonly DocumentClass[] = [
  // § 312k Abs. 4 BGB and § 56 TKG want a cancellation confirmed quickly; five working days are the house's own promise.
  documentClass('cancellation', 'Kündigung', 'Cancellation', {
    customer: 'required',
    queue: 'contracts',
    priority: 50,
    deadline: workingDays(5),
    retention: businessLetter,
    threshold: 0.91,
  }),
  // §§ 355, 356 BGB: receipt of an online withdrawal is acknowledged without delay.
  documentClass('withdrawal', 'Widerruf', 'Withdrawal', {
    customer: 'required',
    queue: 'contracts',
    priority: 70,
    deadline: workingDays(2, 'statutory'),
    retention: businessLetter,
    threshold: 0.93,
  }),
  documentClass('complaint', 'Beschwerde', 'Complaint', {
    customer: 'required',
    queue: 'complaints',
    priority: 60,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.88,
  }),
  documentClass('objection', 'Widerspruch', 'Objection', {
    customer: 'required',
    queue: 'complaints',
    priority: 60,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.91,
  }),
  // Every letter carries addresses: read as a scan a change of account was once taken for this one, alone.
  documentClass('address_change', 'Adress- oder Namensänderung', 'Change of address or name', {
    customer: 'required',
    queue: 'master-data',
    priority: 30,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.93,
  }),
  // A mandate is a voucher for every debit made under it.
  documentClass('bank_details_change', 'Bankverbindung oder SEPA-Mandat', 'Bank details or SEPA mandate', {
    customer: 'required',
    queue: 'master-data',
    priority: 40,
    deadline: workingDays(10),
    retention: voucher,
    threshold: 0.91,
  }),
  documentClass('contract', 'Vertrag oder Auftrag', 'Signed contract or order', {
    customer: 'required',
    queue: 'contracts',
    priority: 50,
    deadline: workingDays(10),
    retention: proof,
    threshold: 0.9,
  }),
  documentClass('application', 'Antrag oder Bestellung', 'Application or order', {
    customer: 'optional',
    queue: 'sales',
    priority: 45,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.88,
  }),
  documentClass('claim', 'Schaden- oder Leistungsmeldung', 'Claim or fault report', {
    customer: 'required',
    queue: 'claims',
    priority: 70,
    deadline: workingDays(3),
    retention: proof,
    threshold: 0.88,
  }),
  documentClass('certificate', 'Nachweis oder Bescheinigung', 'Certificate or proof', {
    customer: 'required',
    queue: 'service',
    priority: 35,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.88,
  }),
  documentClass('invoice', 'Eingangsrechnung', 'Incoming invoice', {
    customer: 'none',
    queue: 'accounting',
    priority: 40,
    deadline: workingDays(10),
    retention: voucher,
    threshold: 0.91,
  }),
  documentClass('dunning', 'Mahnung', 'Reminder or dunning letter', {
    customer: 'none',
    queue: 'accounting',
    priority: 60,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.91,
  }),
  documentClass('payment_plan_request', 'Ratenzahlung oder Stundung', 'Instalments or deferral', {
    customer: 'required',
    queue: 'receivables',
    priority: 50,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.9,
  }),
  // Two working days leave time to find the date the letter itself sets, which then overrides this.
  documentClass('legal_authority', 'Behörde, Gericht oder Anwalt', 'Authority, court or lawyer', {
    customer: 'optional',
    queue: 'legal',
    priority: 85,
    deadline: workingDays(2, 'statutory'),
    retention: proof,
    threshold: 0.91,
  }),
  // Art. 12(3) GDPR: one month from receipt.
  documentClass('data_protection_request', 'Datenschutzanfrage', 'Data protection request', {
    customer: 'required',
    queue: 'privacy',
    priority: 65,
    deadline: { unit: 'calendarMonths', count: 1, kind: 'statutory' },
    retention: privacy,
    threshold: 0.93,
  }),
  documentClass('job_application', 'Bewerbung', 'Job application', {
    customer: 'none',
    queue: 'hr',
    priority: 30,
    deadline: workingDays(10),
    retention: applicant,
    threshold: 0.91,
  }),
  documentClass('media_inquiry', 'Presseanfrage', 'Media inquiry', {
    customer: 'none',
    queue: 'press',
    priority: 75,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.91,
  }),
  documentClass('advertising', 'Werbung', 'Advertising', {
    customer: 'none',
    queue: 'mailroom',
    priority: 5,
    deadline: workingDays(10),
    retention: ephemeral,
    threshold: 0.93,
  }),
  documentClass('returned_mail', 'Postrückläufer', 'Returned mail', {
    customer: 'required',
    queue: 'mailroom',
    priority: 25,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.9,
  }),
  documentClass('general_inquiry', 'Allgemeine Anfrage', 'General inquiry', {
    customer: 'optional',
    queue: 'service',
    priority: 40,
    deadline: workingDays(10),
    retention: businessLetter,
    threshold: 0.86,
  }),
];
