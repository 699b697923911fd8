import { company, type GoldenLetter } from './golden-letter.ts';

/** Names, towns and numbers that were misread; and letters in which several customers are named. */
export const lettersMisread: readonly GoldenLetter[] = [
  {
    title: 'name, street and town each with a letter wrong',
    text: `Friederike von der Heidc\nStraße des 17. Juni 112\n10623 Berlln\n\n\n${company}\n\nBitte um Rückruf.`,
    decision: 'auto',
    customer: '40700001',
  },
  {
    title: 'a postcode with one digit wrong',
    text: `Sabine Müller\nBergstraße 74\n30169 Hannover\n\n\n${company}\n\nBitte um Rückruf.`,
    decision: 'auto',
    customer: '40123456',
  },
  {
    title: 'a customer number with one digit wrong, under the right name and address',
    text: `Nadine Weiß\nKönigsberger Straße 5\n26122 Oldenburg\n\n\n${company}\n\nKundennummer 40800081`,
    decision: 'auto',
    customer: '40800001',
  },
  {
    title: 'a customer number with one digit wrong and nobody’s name',
    text: `${company}\n\nKundennummer 40800081`,
    decision: 'review',
    customer: '40800001',
    question: 'customer.unsure',
  },
  {
    title: 'a customer number with one digit wrong under a stranger’s name',
    text: `Thorsten Beispielmann\nHolzweg 9\n80331 München\n\n\n${company}\n\nKundennummer 40800081`,
    decision: 'review',
  },
  {
    title: 'a lawyer writes for three customers',
    text: `Rechtsanwälte Klar & Partner mbB\nMarktplatz 3\n26122 Oldenburg\n\n\n${company}\n\nwir vertreten Erika Schulz (Kundennummer 40400001), Nadine Weiß (Kundennummer 40800001) und Friederike von der Heide (Kundennummer 40700001).`,
    decision: 'review',
    question: 'customer.contradictory',
  },
  {
    title: 'two letters of two customers in one scan',
    text: `Erika Schulz\nGroße Straße 8\n49074 Osnabrück\n\n\n${company}\n\nKundennummer 40400001\n\nIch kündige.\n\nMit freundlichen Grüßen\nErika Schulz\n\n\nNadine Weiß\nKönigsberger Straße 5\n26122 Oldenburg\n\n\n${company}\n\nKundennummer 40800001\n\nIch bin umgezogen.\n\nMit freundlichen Grüßen\nNadine Weiß`,
    decision: 'review',
  },
  {
    title: 'one of two twins whose names differ by a letter, read like neither',
    text: `Jann Petersen\nDeichweg 4\n26506 Norden\n\n\n${company}\n\nBitte um Rückruf.`,
    decision: 'review',
  },
  {
    title: 'who married writes under the new name from the old address',
    text: `Nadine Schlüter\nKönigsberger Straße 5\n26122 Oldenburg\n\n\n${company}\n\nIch heiße seit der Hochzeit anders.`,
    decision: 'review',
    customer: '40800001',
    question: 'customer.contradictory',
  },
  {
    title: 'a guardian writes for somebody who is a customer',
    text: `Betreuungsbüro Lammers\nAm Wall 2\n26122 Oldenburg\n\n\n${company}\n\nals gerichtlich bestellter Betreuer von Frau Nadine Weiß, Königsberger Straße 5, 26122 Oldenburg, Kundennummer 40800001, kündige ich den Vertrag.`,
    decision: 'auto',
    customer: '40800001',
  },
];
