import type { CustomerRecord } from '../domain/customer.ts';
import type { MailHeader } from '../domain/facts.ts';
import type { FieldName } from '../domain/index-data.ts';
import { customerRecord } from './customer-record.ts';

/** A directory with the traps of a real one: a household, namesakes, father and son, a shared meter, an organisation. */
export const goldenCustomers: readonly CustomerRecord[] = [
  customerRecord({
    customerNumber: '40123456',
    firstName: 'Sabine',
    lastName: 'Müller',
    birthDate: '1961-04-03',
    street: 'Bergstraße',
    houseNumber: '74',
    postcode: '30159',
    city: 'Hannover',
    email: 'sabine.mueller@example.org',
    phone: '+49511123456',
    iban: 'DE89370400440532013000',
    contractNumbers: ['VN783771620'],
    meterNumbers: ['1ESY1161234567'],
  }),
  customerRecord({
    customerNumber: '40123457',
    firstName: 'Peter',
    lastName: 'Müller',
    birthDate: '1959-11-20',
    street: 'Bergstraße',
    houseNumber: '74',
    postcode: '30159',
    city: 'Hannover',
    iban: 'DE89370400440532013000',
    contractNumbers: ['VN783771999'],
  }),
  customerRecord({
    customerNumber: '40200001',
    firstName: 'Sabine',
    lastName: 'Müller',
    street: 'Lindenallee',
    houseNumber: '3',
    postcode: '50667',
    city: 'Köln',
    contractNumbers: ['VN200000001'],
  }),
  customerRecord({
    customerNumber: '40300001',
    firstName: 'Karl',
    lastName: 'Krzywinski',
    birthDate: '1940-01-02',
    street: 'Am Deich',
    houseNumber: '12a',
    postcode: '26721',
    city: 'Emden',
    contractNumbers: ['VN300000001'],
  }),
  customerRecord({
    customerNumber: '40300002',
    firstName: 'Karl',
    lastName: 'Krzywinski',
    birthDate: '1968-07-09',
    street: 'Am Deich',
    houseNumber: '12a',
    postcode: '26721',
    city: 'Emden',
    contractNumbers: ['VN300000002'],
  }),
  customerRecord({
    customerNumber: '40400001',
    firstName: 'Erika',
    lastName: 'Schulz',
    street: 'Große Straße',
    houseNumber: '8',
    postcode: '49074',
    city: 'Osnabrück',
    email: 'erika.schulz@example.net',
    contractNumbers: ['VN400000001', 'VN400000002'],
    meterNumbers: ['20774411'],
  }),
  customerRecord({
    customerNumber: '50500001',
    organisation: 'Bäckerei Meier GmbH & Co. KG',
    street: 'Marktplatz',
    houseNumber: '1',
    postcode: '26603',
    city: 'Aurich',
    email: 'info@baeckerei-meier.example',
    iban: 'DE02120300000000202051',
    contractNumbers: ['VN500000001'],
  }),
  customerRecord({
    customerNumber: '40600001',
    firstName: 'José',
    lastName: 'García López',
    street: 'Hafenstraße',
    houseNumber: '99',
    postcode: '26721',
    city: 'Emden',
    contractNumbers: ['VN600000001'],
  }),
  customerRecord({
    customerNumber: '40700001',
    firstName: 'Friederike',
    lastName: 'von der Heide',
    street: 'Straße des 17. Juni',
    houseNumber: '112',
    postcode: '10623',
    city: 'Berlin',
    contractNumbers: ['VN700000001'],
  }),
  customerRecord({
    customerNumber: '40800001',
    firstName: 'Nadine',
    lastName: 'Weiß',
    street: 'Königsberger Straße',
    houseNumber: '5',
    postcode: '26122',
    city: 'Oldenburg',
    phone: '+491711234567',
    contractNumbers: ['VN800000001'],
  }),
];

export interface GoldenLetter {
  readonly title: string;
  readonly text: string;
  readonly source?: 'ocr' | 'text-layer' | 'layout';
  /** How surely each word was read; 0.96 for OCR unless said otherwise. */
  readonly confidence?: number;
  readonly header?: Partial<MailHeader>;
  readonly need?: 'required' | 'optional' | 'none';
  /** Fields that must be found with exactly these values; others may be found too. */
  readonly fields?: readonly (readonly [FieldName, string])[];
  /** Fields of these names must not be found at all. */
  readonly without?: readonly FieldName[];
  readonly decision: 'auto' | 'review' | 'none';
  readonly customer?: string;
  readonly question?: string;
}

const company = `Nordlicht Versorgung und Service GmbH
Hafenstraße 12
26721 Emden`;
const sabine = `Sabine Müller
Bergstraße 74
30159 Hannover`;

export const goldenLetters: readonly GoldenLetter[] = [
  {
    title: 'a private letter with everything',
    text: `${sabine}
Tel. 0511 / 12 34 56



${company}

                                                Hannover, 12. November 2026

Kündigung, Kundennummer 40123456, Vertragsnummer VN783771620

Sehr geehrte Damen und Herren,
hiermit kündige ich meinen Vertrag zum 31.12.2026.

Mit freundlichen Grüßen
Sabine Müller`,
    fields: [
      ['customerNumber', '40123456'],
      ['contractNumber', 'VN783771620'],
      ['phone', '+49511123456'],
      ['date', '2026-11-12'],
      ['senderName', 'Sabine Müller'],
      ['senderAddress', 'Bergstraße 74, 30159 Hannover'],
    ],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'letters read for digits in the customer number, right name',
    source: 'ocr',
    text: `${sabine}\n\n\n${company}\n\nKd.-Nr. 4O1 234 S6\n\nIch kündige.\n\nMfG\nSabine Müller`,
    fields: [['customerNumber', '40123456']],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'only a misread number and nothing else is a question',
    source: 'ocr',
    text: 'Kd.-Nr. 4O1 234 S6\n\nIch kündige.',
    decision: 'review',
    customer: '40123456',
    question: 'customer.unsure',
  },
  {
    title: 'a sharp customer number alone, nothing against it',
    text: 'Kundennummer: 40123456\n\nIch kündige zum 31.12.2026.',
    fields: [['customerNumber', '40123456']],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'a faintly read customer number alone may be its neighbour',
    source: 'ocr',
    confidence: 0.6,
    text: 'Kundennummer: 40123457\n\nIch kündige.',
    decision: 'review',
    customer: '40123457',
    question: 'customer.unsure',
  },
  {
    title: 'a bare number without a name is not enough',
    text: 'Betreff 40123456\n\nIch kündige.',
    decision: 'review',
    customer: '40123456',
    question: 'customer.unsure',
  },
  {
    title: 'name and full address, first name decides in the household',
    text: `${sabine}\n\n\n${company}\n\nBitte senden Sie mir eine Abschrift meiner Rechnung.\n\nMit freundlichen Grüßen\nSabine Müller`,
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'the other member of the household',
    text: `Peter Müller\nBergstr. 74\n30159 Hannover\n\n\n${company}\n\nBitte senden Sie mir eine Abschrift.\n\nViele Grüße\nPeter Müller`,
    decision: 'auto',
    customer: '40123457',
  },
  {
    title: 'a household without a first name is a question',
    text: `Familie Müller\nBergstr. 74\n30159 Hannover\n\n\n${company}\n\nBitte senden Sie uns eine Abschrift.`,
    decision: 'review',
    question: 'customer.several',
  },
  {
    title: 'both members of the household sign',
    text: `Sabine und Peter Müller\nBergstr. 74\n30159 Hannover\n\n\n${company}\n\nBitte senden Sie uns eine Abschrift.`,
    decision: 'review',
    question: 'customer.several',
  },
  {
    title: 'an initial is no first name',
    text: `S. Müller\nBergstr. 74\n30159 Hannover\n\n\n${company}\n\nBitte eine Abschrift.`,
    decision: 'review',
    customer: '40123456',
  },
  {
    title: 'father and son under one name and roof are a question',
    text: `Karl Krzywinski\nAm Deich 12a\n26721 Emden\n\n\n${company}\n\nMein Zähler wird falsch abgelesen.`,
    decision: 'review',
    question: 'customer.several',
  },
  {
    title: 'father and son told apart by the birth date',
    text: `Karl Krzywinski\nAm Deich 12a\n26721 Emden\n\n\n${company}\n\nKarl Krzywinski, geboren am 9.7.1968\nMein Zähler wird falsch abgelesen.`,
    fields: [['birthDate', '1968-07-09']],
    decision: 'auto',
    customer: '40300002',
  },
  {
    title: 'father and son told apart by the contract',
    text: `Karl Krzywinski\nAm Deich 12 a\n26721 Emden\n\n\n${company}\n\nVertrag VN 300 000 001\nMein Zähler wird falsch abgelesen.`,
    fields: [['contractNumber', 'VN300000001']],
    decision: 'auto',
    customer: '40300001',
  },
  {
    title: 'the number of one customer under the name and address of another',
    text: `Erika Schulz\nGroße Str. 8\n49074 Osnabrück\n\n\n${company}\n\nKundennummer 40123456\n\nIch kündige.\n\nMit freundlichen Grüßen\nErika Schulz`,
    decision: 'review',
    question: 'customer.contradictory',
  },
  {
    title: 'a namesake’s number: same name, address of the other one',
    text: `Sabine Müller\nLindenallee 3\n50667 Köln\n\n\n${company}\n\nKundennummer 40123456\n\nIch kündige.\n\nMit freundlichen Grüßen\nSabine Müller`,
    decision: 'review',
    question: 'customer.contradictory',
  },
  {
    title: 'a stranger with somebody’s customer number',
    text: `Thomas Beispielmann\nHolzweg 9\n80331 München\n\n\n${company}\n\nKundennummer 40400001\n\nIch kündige.\n\nMit freundlichen Grüßen\nThomas Beispielmann`,
    decision: 'review',
    customer: '40400001',
    question: 'customer.contradictory',
  },
  {
    title: 'numbers of two customers',
    text: 'Kundennummer 40123456 und Kundennummer 40400001\n\nBitte legen Sie die Verträge zusammen.',
    decision: 'review',
    question: 'customer.contradictory',
  },
  {
    title: 'two contracts of one customer',
    text: `Erika Schulz\n\nVertragsnummern VN400000001 und VN400000002\n\nBitte legen Sie die Verträge zusammen.`,
    fields: [
      ['contractNumber', 'VN400000001'],
      ['contractNumber', 'VN400000002'],
    ],
    decision: 'auto',
    customer: '40400001',
  },
  {
    title: 'a daughter writes about her mother’s meter',
    text: `Petra Meier\nHolzweg 9\n80331 München\n\n\n${company}\n\nBitte schreiben Sie den Zähler 20774411 meiner Mutter\nErika Schulz auf mich um.\n\nMit freundlichen Grüßen\nPetra Meier`,
    fields: [['meterNumber', '20774411']],
    decision: 'auto',
    customer: '40400001',
  },
  {
    title: 'a move: old address on top, the new one in the text',
    text: `${sabine}\n\n\n${company}\n\nKundennummer 40123456\n\nIch bin umgezogen. Meine neue Anschrift lautet:\nLindenweg 7a\n26789 Leer\n\nMit freundlichen Grüßen\nSabine Müller`,
    fields: [
      ['newAddress', 'Lindenweg 7a, 26789 Leer'],
      ['senderAddress', 'Bergstraße 74, 30159 Hannover'],
    ],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'a move written from the new address',
    text: `Nadine Weiss\nNeuer Weg 1\n26506 Norden\n\n\n${company}\n\nVertragskonto: VN800000001\n\nich wohne nicht mehr in der Königsberger Str. 5, 26122 Oldenburg.\n\nViele Grüße\nNadine Weiss`,
    fields: [['contractNumber', 'VN800000001']],
    decision: 'auto',
    customer: '40800001',
  },
  {
    title: 'a new bank account beside the known one',
    text: `${sabine}\n\n\n${company}\n\nKd-Nr 40123456\n\nBitte buchen Sie nicht mehr von meinem alten Konto DE89 3704 0044 0532 0130 00 ab,\nsondern künftig von meinem neuen Konto IBAN: DE02 1203 0000 0000 2020 51.`,
    fields: [
      ['iban', 'DE89370400440532013000'],
      ['newIban', 'DE02120300000000202051'],
    ],
    decision: 'review',
    question: 'customer.contradictory',
  },
  {
    title: 'an IBAN with letters for digits and over two lines',
    source: 'ocr',
    text: `${sabine}\n\n\n${company}\n\nNeue Bankverbindung IBAN DE68 21O5 0170\n0012 3456 78`,
    fields: [['newIban', 'DE68210501700012345678']],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'an IBAN with a wrong digit is none',
    text: `${sabine}\n\n\n${company}\n\nIBAN DE89 3704 0044 0532 0130 01`,
    without: ['iban', 'newIban', 'phone'],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'an organisation on its letterhead',
    text: `Bäckerei Meier GmbH & Co. KG · Marktplatz 1 · 26603 Aurich                Datum: 10.11.2026




${company}

Guten Tag,
wir bitten um eine Kopie der Rechnung RE-2026-10234 über 1.234,50 €.

Mit freundlichen Grüßen
i. A. Petra Schneider`,
    fields: [
      ['senderName', 'Bäckerei Meier GmbH & Co. KG'],
      ['senderAddress', 'Marktplatz 1, 26603 Aurich'],
      ['date', '2026-11-10'],
      ['invoiceNumber', 'RE-2026-10234'],
      ['amount', '1234.50'],
    ],
    decision: 'auto',
    customer: '50500001',
  },
  {
    title: 'a supplier’s invoice needs no customer',
    text: `Elektro Schmidt GmbH · Industriestr. 7 · 26121 Oldenburg




${company}

Rechnung Nr. 2026-4711 vom 02.11.2026
Ihre Kundennummer bei uns: 40123456
Gesamtbetrag EUR 2.380,00`,
    need: 'none',
    fields: [
      ['invoiceNumber', '2026-4711'],
      ['amount', '2380.00'],
      ['date', '2026-11-02'],
    ],
    decision: 'none',
  },
  {
    title: 'a lawyer for a customer with a reference and a client',
    text: `Rechtsanwälte Klar & Partner mbB              Unser Zeichen: 123/26 K-mü
Marktplatz 3, 26122 Oldenburg                 Datum: 10.11.2026




${company}

In Sachen unserer Mandantin Friederike von der Heide, Straße des 17. Juni 112, 10623 Berlin
zeigen wir an, dass wir die Interessen vertreten.`,
    need: 'optional',
    fields: [
      ['fileReference', '123/26 K-mü'],
      ['date', '2026-11-10'],
      ['senderName', 'Rechtsanwälte Klar & Partner mbB'],
    ],
    decision: 'auto',
    customer: '40700001',
  },
  {
    title: 'a court without any customer',
    text: `Amtsgericht Aurich\nSchloßplatz 2\n26603 Aurich\n\n\n${company}\n\nGeschäftszeichen 12 C 345/26\nLadung zum Termin am 15.12.2026`,
    need: 'optional',
    fields: [['fileReference', '12 C 345/26']],
    decision: 'none',
  },
  {
    title: 'an applicant for a new contract who is no customer yet',
    text: `Thomas Beispielmann\nHolzweg 9\n80331 München\n\n\n${company}\n\nIch möchte Strom bei Ihnen bestellen.\n\nMit freundlichen Grüßen\nThomas Beispielmann`,
    need: 'optional',
    fields: [['senderName', 'Thomas Beispielmann']],
    decision: 'none',
  },
  {
    title: 'a cancellation by somebody the directory does not know',
    text: `Thomas Beispielmann\nHolzweg 9\n80331 München\n\n\n${company}\n\nKundennummer 49999999\nIch kündige.\n\nMit freundlichen Grüßen\nThomas Beispielmann`,
    decision: 'none',
    question: 'customer.unknown',
  },
  {
    title: 'nothing to go by at all',
    text: 'Ich kündige.',
    decision: 'review',
    question: 'customer.unknown',
  },
  {
    title: 'a mail from the known address under the known name',
    source: 'layout',
    header: { from: 'Sabine.Mueller@example.org', fromName: 'Sabine Müller' },
    text: 'Guten Tag,\n\nwas kostet der Tarif?\n\nViele Grüße\nSabine Müller',
    fields: [['email', 'sabine.mueller@example.org']],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'a mail from the known address and no name',
    source: 'layout',
    header: { from: 'erika.schulz@example.net', fromName: null },
    text: 'Guten Tag,\n\nwas kostet der Tarif?',
    decision: 'review',
    customer: '40400001',
    question: 'customer.unsure',
  },
  {
    title: 'a mail that quotes an older one with another customer’s number',
    source: 'layout',
    header: { from: 'sabine.mueller@example.org', fromName: 'Müller, Sabine' },
    text: `Hallo,\n\nja, so machen wir es.\n\nLG Sabine Müller\n\nAm 12.11.2026 um 10:00 schrieb Nordlicht Service <service@nordlicht.example>:\n> Kundennummer 40400001\n> Sehr geehrte Frau Schulz,`,
    without: ['customerNumber'],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'a mail whose quote alone names a customer',
    source: 'layout',
    header: { from: 'irgendwer@example.com', fromName: 'Office' },
    text: `ja, einverstanden\n\n-----Ursprüngliche Nachricht-----\nVon: Nordlicht Service\nGesendet: 12.11.2026 10:00\nBetreff: Ihr Vertrag\n\nKundennummer 40400001\nSehr geehrte Frau Erika Schulz,`,
    without: ['customerNumber'],
    decision: 'review',
    customer: '40400001',
    question: 'customer.unsure',
  },
  {
    title: 'a mail from the customer’s address whose quote has the customer’s number',
    source: 'layout',
    header: { from: 'erika.schulz@example.net', fromName: null },
    text: `ja, einverstanden\n\nAm 12.11.2026 um 10:00 schrieb Nordlicht Service <service@nordlicht.example>:\n> Kundennummer 40400001\n> Sehr geehrte Frau Schulz,`,
    decision: 'auto',
    customer: '40400001',
  },
  {
    title: 'a stranger’s mail quoting a customer’s number against another sender',
    source: 'layout',
    header: { from: 'thomas@example.com', fromName: 'Thomas Beispielmann' },
    text: `ja, einverstanden\n\nAm 12.11.2026 um 10:00 schrieb Nordlicht Service <service@nordlicht.example>:\n> Kundennummer 40400001`,
    decision: 'review',
    customer: '40400001',
    question: 'customer.contradictory',
  },
  {
    title: 'an English letter',
    text: `${sabine}\n\n\n${company}\n\n12 November 2026\n\nCustomer no. 40123456, meter number 1ESY1161234567\n\nI would like to cancel. You owe me €1,234.56.\n\nYours faithfully\nSabine Müller`,
    fields: [
      ['customerNumber', '40123456'],
      ['meterNumber', '1ESY1161234567'],
      ['date', '2026-11-12'],
      ['amount', '1234.56'],
    ],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'labels in one row and values in the row below',
    text: `${sabine}\n\n\n${company}\n\nKundennummer        Vertragskonto         Datum\n40123456            VN783771620           12.11.2026\n\nIch kündige.`,
    fields: [
      ['customerNumber', '40123456'],
      ['contractNumber', 'VN783771620'],
      ['date', '2026-11-12'],
    ],
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'a name with accents and two last names',
    text: `Jose Garcia Lopez\nHafenstr. 99\n26721 Emden\n\n\n${company}\n\nBitte um Rückruf unter 0171/7654321.`,
    fields: [
      ['phone', '+491717654321'],
      ['senderAddress', 'Hafenstr. 99, 26721 Emden'],
    ],
    decision: 'auto',
    customer: '40600001',
  },
  {
    title: 'umlauts whose dots the reader lost',
    source: 'ocr',
    text: `Sabine Muller\nBergstrabe 74\n30159 Hannover\n\n\n${company}\n\nBitte um eine Abschrift.`,
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'own post that came back: the addressee in the window is the customer',
    text: `\n\n\nNordlicht Versorgung, Hafenstr. 12, 26721 Emden\n\nFrau\nNadine Weiß\nKönigsberger Straße 5\n26122 Oldenburg\n\n\nIhre Rechnung vom 02.11.2026\nKundennummer 40800001\n\nEmpfänger unbekannt verzogen`,
    fields: [['customerNumber', '40800001']],
    decision: 'auto',
    customer: '40800001',
  },
  {
    title: 'the company’s own data are nobody’s',
    text: `${company}\nservice@nordlicht.example\n\nIch kündige.`,
    without: ['email', 'senderName', 'senderAddress'],
    decision: 'review',
    question: 'customer.unknown',
  },
  {
    title: 'right name, other street number next door',
    text: `Nadine Weiß\nKönigsberger Straße 7\n26122 Oldenburg\n\n\n${company}\n\nBitte um eine Abschrift.`,
    decision: 'review',
    customer: '40800001',
    question: 'customer.unsure',
  },
  {
    title: 'right name and phone number',
    text: 'Guten Tag,\nbitte rufen Sie mich an: Handy 0171-1234567.\n\nViele Grüße\nNadine Weiß',
    fields: [['phone', '+491711234567']],
    decision: 'auto',
    customer: '40800001',
  },
  {
    title: 'a fax cover sheet is no quote',
    source: 'ocr',
    text: `Telefax\nVon: Sabine Müller\nAn: Nordlicht Versorgung\nDatum: 12.11.2026\nFax: 04921 99999\n\nKundennummer 40123456\nIch kündige.`,
    fields: [
      ['customerNumber', '40123456'],
      ['date', '2026-11-12'],
    ],
    without: ['phone'],
    decision: 'auto',
    customer: '40123456',
  },
];
