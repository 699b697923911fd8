import type { EvidenceKind } from '../../domain/customer.ts';
import type { FieldName } from '../../domain/index-data.ts';
import type { VocabularyWords } from './vocabulary-words.ts';

const fields: Record<FieldName, string> = {
  customerNumber: 'Customer number',
  contractNumber: 'Contract number',
  meterNumber: 'Meter number',
  iban: 'IBAN',
  newIban: 'New IBAN',
  phone: 'Phone',
  email: 'E-mail',
  birthDate: 'Date of birth',
  amount: 'Amount',
  invoiceNumber: 'Invoice number',
  date: 'Date',
  newAddress: 'New address',
  fileReference: 'File reference',
  senderName: 'Sender',
  senderAddress: 'Sender’s address',
};

const evidence: Record<EvidenceKind, string> = {
  customerNumber: 'Customer number',
  contractNumber: 'Contract number',
  meterNumber: 'Meter number',
  iban: 'IBAN',
  email: 'E-mail',
  phone: 'Phone',
  name: 'Name',
  address: 'Address',
  postcode: 'Postcode',
  birthDate: 'Date of birth',
  conflict: 'Contradiction',
};

export const enVocabulary: VocabularyWords = {
  channels: { letter: 'Letter', fax: 'Fax', email: 'E-mail', portal: 'Portal' },
  stages: {
    preparation: 'Preparation',
    recognition: 'Recognition',
    classification: 'Classification',
    indexing: 'Indexing',
    archiving: 'Archiving',
    routing: 'Routing',
  },
  statuses: {
    received: 'Received',
    running: 'Running',
    routed: 'Routed',
    review: 'Needs a person',
    quarantined: 'In quarantine',
    duplicate: 'Duplicate',
    failed: 'Failed',
    closed: 'Closed',
  },
  trays: { indexing: 'Indexing', exceptions: 'Exceptions', quarantine: 'Quarantine', rescan: 'Rescan' },
  roles: { clerk: 'Clerk', agent: 'Agent', auditor: 'Auditor', lead: 'Lead', administrator: 'Administrator' },
  itemStates: { waiting: 'Waiting', taken: 'Taken', completed: 'Completed', withdrawn: 'Withdrawn' },
  dispositions: { done: 'Done', answered: 'Answered', forwarded: 'Forwarded', nothing_to_do: 'Nothing to do' },
  deadlineKinds: { statutory: 'Statutory deadline', contractual: 'Contractual deadline' },
  documentLanguages: { de: 'German', en: 'English', und: 'Undetermined' },
  kinds: { person: 'Person', organisation: 'Organisation' },
  fields,
  evidence,
  sources: {
    ocr: 'read from the image',
    text: 'from the document’s own text',
    header: 'from the mail header',
    directory: 'from the customer directory',
    person: 'entered by a person',
  },
  queues: {
    accounting: 'Accounting',
    claims: 'Claims',
    complaints: 'Complaints',
    contracts: 'Contracts',
    hr: 'Human resources',
    legal: 'Legal',
    mailroom: 'Mail room',
    'master-data': 'Master data',
    press: 'Press',
    privacy: 'Data protection',
    receivables: 'Receivables',
    sales: 'Sales',
    service: 'Customer service',
  },
  deletionClasses: {
    'accounting-voucher': 'Accounting voucher',
    applicant: 'Applicant',
    'business-letter': 'Business letter',
    ephemeral: 'Short-lived',
    'privacy-request': 'Data protection request',
    'proof-of-claim': 'Proof of a claim',
  },
  parts: {
    Doorbell: 'Queue',
    Reading: 'Text recognition',
    Database: 'Database',
    'Object store': 'Object store',
  },
  partDetails: {
    'Objects are files on this machine. Retention is kept by Mailroom itself: it guards against mistakes, not against an administrator of the machine.':
      'Objects are files on this machine. Retention is kept by Mailroom itself: it guards against mistakes, not against an administrator of the machine.',
    'The object store refused to delete a locked object in a trial just now: archived documents cannot be deleted or changed before their date, not even by an administrator of Mailroom.':
      'The object store refused to delete a locked object in a trial just now: archived documents cannot be deleted or changed before their date, not even by an administrator of Mailroom.',
  },
};
