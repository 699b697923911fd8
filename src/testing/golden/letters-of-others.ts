import { company, type GoldenLetter, sabine } from './golden-letter.ts';

/** Several customers in one letter, moves and accounts, organisations, lawyers, strangers. */
export const lettersOfOthers: readonly GoldenLetter[] = [
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
];
