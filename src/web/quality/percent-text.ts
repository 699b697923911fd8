import type { Language } from '../words/language.ts';

const texts = {
  de: new Intl.NumberFormat('de-DE', { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
} as const;

/** 99.2 of 0.9923: rounded down, or up for an upper bound, so that nothing looks better or surer than it is proved. */
export function percentText(language: Language, share: number, rounding: 'down' | 'up' = 'down'): string {
  const tenths = share * 1000;
  // 0.29 times 1000 is 290.00000000000006 in binary.
  const whole = rounding === 'down' ? Math.floor(tenths + 1e-6) : Math.ceil(tenths - 1e-6);
  return texts[language].format(whole / 10);
}

/** With its sign, as each language sets it: `99,2 %` and `99.2%`. */
export function percentSaid(language: Language, share: number): string {
  return `${percentText(language, share)}${language === 'de' ? '\u00a0%' : '%'}`;
}
