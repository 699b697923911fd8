import type { IndexField } from '../../domain/index-data.ts';
import { distinctFields, fieldAt } from './finding.ts';
import type { TextLine } from './text-lines.ts';

const currency = String.raw`(?:€|EUR|Euros?|CHF|GBP|£|USD|\$)`;
const figure = String.raw`-?(?:\d{1,3}(?:[.,' ]\d{3}){1,4}|\d{1,9})(?:[.,]\d{2}(?!\d)|,[-–—]{1,2})?`;
const pattern = new RegExp(
  String.raw`(?:(?<![\p{L}\d])${currency}\s?(${figure})(?![\d]|[.,]\d))|(?:(?<![\d.,])(${figure})\s?(?:${currency})(?![\p{L}\d]))`,
  'giu',
);
/** Without a currency an amount must be called one and have cents. */
const called =
  /(?:(?:gesamt|rechnungs|end|zahl|brutto|rest|mahn|schluss)(?:betrag|summe)|(?<!\p{L})betrag|(?<!\p{L})total(?: amount| due)?|amount due|zu zahlen|in h[öo]he von|(?:angebot |forderung |rechnung )?über)\s?:?\s(-?(?:\d{1,3}(?:[.,' ]\d{3}){1,3}|\d{1,9})[.,]\d{2})(?![\d.,]\d|\d)|(?<![\d.,])(\d{1,6},\d{2})\s(?:im|pro) monat/giu;
/** What is to be paid in the end, not what it is made up of. */
const total =
  /(?:(?:gesamt|rechnungs|end|zahl|brutto|schluss|forderungs|mahn|rest)(?:betrag|summe|forderung)|(?:offene[rn]?|f[äa]e?llige[rn]?|zu zahlende[rn]?) (?:betrag|summe|forderung)|zu zahlen|amount due|balance due|(?<!sub)(?<!sub-)total(?: due| amount)?)\s?:?\s{0,3}(?:von |in h[öo]he von |of |is )?(?:€|eur|£|\$)?\s?-?$/i;
/** What is added to or taken off the sum. */
const fee =
  /(?:geb[üu]e?hr(?:en)?|mahnkosten|spesen|zinsen|porto|skonto|rabatt|netto(?:betrag)?|mwst\.?|ust\.?|vat|(?:late|reminder|dunning) (?:fee|charge)s?|interest|subtotal)[^\d€]{0,24}$/i;
const calledHint = /\d[.,]\d\d/;

const hint = /€|eur|chf|gbp|£|usd|\$/i;

const fieldsMax = 20;
const partFactor = 0.85;
/** A charge for the reminder is hardly ever what a letter is about when it names another sum. */
const feeFactor = 0.7;

/** Amounts that a currency or a name marks as such, as decimals with a dot and two places. */
export function findAmounts(lines: readonly TextLine[]): readonly IndexField[] {
  const found: IndexField[] = [];
  for (const line of lines) {
    if (found.length >= 200) break;
    const add = (match: RegExpMatchArray, rule: string, usual: number) => {
      const value = decimalOf(match[1] ?? match[2] ?? '');
      const from = match.index ?? 0;
      const isTotal = total.test(line.text.slice(Math.max(0, from - 40), from + match[0].search(/[\d-]/)));
      const isFee = !isTotal && fee.test(line.text.slice(Math.max(0, from - 40), from));
      const [by, sureness] = isTotal ? ['amount-total', 0.97] : [isFee ? 'amount-fee' : rule, usual];
      if (value) found.push(fieldAt('amount', value, { line, from, to: from + match[0].length }, by, sureness));
    };
    if (hint.test(line.text)) for (const match of line.text.matchAll(pattern)) add(match, 'amount-currency', 0.95);
    if (calledHint.test(line.text)) for (const match of line.text.matchAll(called)) add(match, 'amount-label', 0.85);
  }
  const isTotal = (field: IndexField) => field.foundBy === 'amount-total';
  // Beside a total, what else is called money are its parts.
  const hasTotal = found.some(isTotal);
  const parts = found.filter((field) => !isTotal(field));
  const hasOther = parts.some(({ foundBy }) => foundBy !== 'amount-fee');
  const doubted = parts.map((field) => {
    const factor = field.foundBy === 'amount-fee' && (hasTotal || hasOther) ? feeFactor : hasTotal ? partFactor : 1;
    return { ...field, confidence: Math.round(field.confidence * factor * 1000) / 1000 };
  });
  return distinctFields([...found.filter(isTotal), ...doubted]).slice(0, fieldsMax);
}

/** `1.234,56`, `1,234.56`, `1'234.50`, `120,-` and `120` with a dot and two places; null for no number. */
export function decimalOf(text: string): string | null {
  const compact = text.replace(/[\s']/g, '').replace(/,[-–—]+$/, '');
  const cents = /[.,](\d{2})$/.exec(compact)?.[1];
  const whole = (cents === undefined ? compact : compact.slice(0, -3)).replace(/[.,]/g, '');
  return /^-?\d+$/.test(whole) ? `${whole.replace(/^(-?)0+(?=\d)/, '$1')}.${cents ?? '00'}` : null;
}
