/** One row of the company's customer master data (CRM or ERP), as far as matching needs it. */
export interface CustomerRecord {
  readonly customerNumber: string;
  readonly kind: 'person' | 'organisation';
  readonly salutation: string | null;
  readonly title: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly organisation: string | null;
  /** YYYY-MM-DD */
  readonly birthDate: string | null;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  readonly email: string | null;
  /** E.164 where it could be normalised, otherwise as given */
  readonly phone: string | null;
  readonly iban: string | null;
  readonly contractNumbers: readonly string[];
  readonly meterNumbers: readonly string[];
}

export type EvidenceKind =
  | 'customerNumber'
  | 'contractNumber'
  | 'meterNumber'
  | 'iban'
  | 'email'
  | 'phone'
  | 'name'
  | 'address'
  | 'postcode'
  | 'birthDate'
  | 'conflict';

/** One reason for or against a customer: log-odds in bits after Fellegi and Sunter; negative speaks against. */
export interface MatchEvidence {
  readonly kind: EvidenceKind;
  readonly weight: number;
  /** What was compared, for a person to read: `VN123456789` or `Müller ~ Mueller`. */
  readonly text: string;
}

export interface MatchCandidate {
  readonly customerNumber: string;
  /** Calibrated probability that this is the customer the document belongs to. */
  readonly confidence: number;
  readonly evidence: readonly MatchEvidence[];
  /** Name and address for a person to compare, as the directory has them. */
  readonly displayName: string;
  readonly displayAddress: string;
}

/** Which customer a document belongs to, and whether a person must look. */
export interface Match {
  /** `none`: the directory holds no such customer, or the class needs none. */
  readonly decision: 'auto' | 'review' | 'none';
  readonly candidates: readonly MatchCandidate[];
}
