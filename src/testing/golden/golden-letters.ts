import type { GoldenLetter } from './golden-letter.ts';
import { lettersMisread } from './letters-misread.ts';
import { lettersOfOneCustomer } from './letters-of-one-customer.ts';
import { lettersOfOthers } from './letters-of-others.ts';
import { goldenMails } from './mails.ts';

export const goldenLetters: readonly GoldenLetter[] = [
  ...lettersOfOneCustomer,
  ...lettersOfOthers,
  ...lettersMisread,
  ...goldenMails,
];
