import tesseract from 'tesseract.js';

/** Tesseract's names of the languages the port knows. */
export const languageData = { de: 'deu', en: 'eng' } as const;

export function languageNameOf(languages: readonly ('de' | 'en')[]): string {
  return [...new Set(languages.length > 0 ? languages : (['de'] as const))].map((code) => languageData[code]).join('+');
}

/**
 * What both engines tell Tesseract.
 *
 * Mode 4, one column of text of different sizes: on straightened pages it reads in the order a person does (character
 * errors 0.3 %; mode 3 has 2.9 % because it takes the columns of a letterhead apart). Mode 6 takes 15 % less time and
 * reads plain text as well, but reads logos, lines and stains as letters.
 * Tables are not looked for, because nothing is made of them: 5 % less time, the same words.
 */
export const readingParameters: Readonly<Record<string, string>> = {
  tessedit_pageseg_mode: tesseract.PSM.SINGLE_COLUMN,
  textord_tabfind_find_tables: '0',
};

/**
 * For pages that were read poorly: mode 3 looks for columns and blocks by itself, which finds text beside pictures, in
 * forms and in odd places that one column makes nonsense of.
 */
const otherWay: Readonly<Record<string, string>> = { tessedit_pageseg_mode: tesseract.PSM.AUTO };

export function parametersFor(way: 'usual' | 'other' | undefined): Readonly<Record<string, string>> {
  return way === 'other' ? { ...readingParameters, ...otherWay } : readingParameters;
}
