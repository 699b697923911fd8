import type { Language } from './language.ts';

export interface Forms {
  readonly one: string;
  readonly other: string;
}

/**
 * The sentence for a number, chosen by the language's own plural rule; `#` stands for the number as the language writes
 * it. German says "1.204 Dokumente", English "1,204 documents".
 */
export function countedIn(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB');
  return (count, forms) =>
    (rules.select(count) === 'one' ? forms.one : forms.other).replaceAll('#', numbers.format(count));
}
