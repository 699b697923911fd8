import { company, type GoldenLetter, sabine } from './golden-letter.ts';

/** One sender, one number, households and namesakes. */
export const lettersOfOneCustomer: readonly GoldenLetter[] = [
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
];
