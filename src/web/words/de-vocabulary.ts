import type { EvidenceKind } from '../../domain/customer.ts';
import type { FieldName } from '../../domain/index-data.ts';
import type { VocabularyWords } from './vocabulary-words.ts';

const fields: Record<FieldName, string> = {
  customerNumber: 'Kundennummer',
  contractNumber: 'Vertragsnummer',
  meterNumber: 'Zählernummer',
  iban: 'IBAN',
  newIban: 'Neue IBAN',
  phone: 'Telefon',
  email: 'E-Mail',
  birthDate: 'Geburtsdatum',
  amount: 'Betrag',
  invoiceNumber: 'Rechnungsnummer',
  date: 'Datum',
  newAddress: 'Neue Anschrift',
  fileReference: 'Aktenzeichen',
  senderName: 'Absender',
  senderAddress: 'Anschrift des Absenders',
};

const evidence: Record<EvidenceKind, string> = {
  customerNumber: 'Kundennummer',
  contractNumber: 'Vertragsnummer',
  meterNumber: 'Zählernummer',
  iban: 'IBAN',
  email: 'E-Mail',
  phone: 'Telefon',
  name: 'Name',
  address: 'Anschrift',
  postcode: 'Postleitzahl',
  birthDate: 'Geburtsdatum',
  conflict: 'Widerspruch in den Angaben',
};

export const deVocabulary: VocabularyWords = {
  channels: { letter: 'Brief', fax: 'Fax', email: 'E-Mail', portal: 'Portal' },
  stages: {
    preparation: 'Aufbereitung',
    recognition: 'Erkennung',
    classification: 'Klassifikation',
    indexing: 'Indexierung',
    archiving: 'Archivierung',
    routing: 'Zustellung',
  },
  statuses: {
    received: 'Eingegangen',
    running: 'Läuft',
    routed: 'Zugestellt',
    review: 'Nachbearbeitung',
    quarantined: 'In Quarantäne',
    duplicate: 'Dublette',
    failed: 'Gescheitert',
    closed: 'Geschlossen',
  },
  trays: { indexing: 'Indexierung', exceptions: 'Ausnahmen', quarantine: 'Quarantäne', rescan: 'Neu scannen' },
  roles: {
    clerk: 'Poststelle',
    agent: 'Sachbearbeitung',
    auditor: 'Revision',
    lead: 'Teamleitung',
    administrator: 'Administration',
  },
  itemStates: { waiting: 'Wartet', taken: 'In Bearbeitung', completed: 'Erledigt', withdrawn: 'Zurückgezogen' },
  dispositions: {
    done: 'Erledigt',
    answered: 'Beantwortet',
    forwarded: 'Weitergeleitet',
    nothing_to_do: 'Nichts zu tun',
  },
  deadlineKinds: { statutory: 'Gesetzliche Frist', contractual: 'Vertragliche Frist' },
  documentLanguages: { de: 'Deutsch', en: 'Englisch', und: 'Unbestimmt' },
  kinds: { person: 'Person', organisation: 'Organisation' },
  fields,
  evidence,
  sources: {
    ocr: 'aus dem Bild gelesen',
    text: 'aus dem Text des Dokuments',
    header: 'aus dem Kopf der E-Mail',
    directory: 'aus dem Kundenverzeichnis',
    person: 'von einer Person eingetragen',
  },
  queues: {
    accounting: 'Buchhaltung',
    claims: 'Schaden und Leistung',
    complaints: 'Beschwerden',
    contracts: 'Verträge',
    hr: 'Personal',
    legal: 'Recht',
    mailroom: 'Poststelle',
    'master-data': 'Stammdaten',
    press: 'Presse',
    privacy: 'Datenschutz',
    receivables: 'Forderungen',
    sales: 'Vertrieb',
    service: 'Kundenservice',
  },
  deletionClasses: {
    'accounting-voucher': 'Buchungsbeleg',
    applicant: 'Bewerbung',
    'business-letter': 'Handelsbrief',
    ephemeral: 'Kurzlebig',
    'privacy-request': 'Datenschutzanfrage',
    'proof-of-claim': 'Nachweis zu einem Anspruch',
  },
  parts: {
    Doorbell: 'Verteilung',
    Reading: 'Texterkennung',
    Database: 'Datenbank',
    'Object store': 'Objektspeicher',
  },
  partDetails: {
    'Objects are files on this machine. Retention is kept by Mailroom itself: it guards against mistakes, not against an administrator of the machine.':
      'Objekte sind Dateien auf diesem Rechner. Die Aufbewahrung hält Mailroom selbst ein: Das schützt vor Versehen, nicht vor der Administration des Rechners.',
    'The object store refused to delete a locked object in a trial just now: archived documents cannot be deleted or changed before their date, not even by an administrator of Mailroom.':
      'Der Objektspeicher hat sich bei einer Probe eben geweigert, ein gesperrtes Objekt zu löschen: Archivierte Dokumente lassen sich vor ihrem Datum nicht löschen oder ändern, auch nicht durch die Administration von Mailroom.',
  },
};
