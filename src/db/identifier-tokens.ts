/** A tsvector takes words of 2 KB, an index a little more; no number is nearly as long. */
const lengthMax = 200;
/** Longer e-mail addresses, phone numbers and IBANs have no place in their indexes. */
export const contactLengthMax = 200;

/**
 * As `customers.identifiers` keeps them: the normalised contract and meter numbers, and the customer number where it is
 * written otherwise; distinct, none empty or absurdly long. Contacts have columns of their own.
 */
export function identifierTokens(
  customerNumber: string,
  identifiers: readonly { readonly kind: string; readonly value: string }[],
): readonly string[] {
  const tokens: string[] = [];
  for (const { kind, value } of identifiers) {
    if (kind === 'iban' || kind === 'email' || kind === 'phone') continue;
    if (value !== '' && value !== customerNumber && value.length <= lengthMax && !tokens.includes(value))
      tokens.push(value);
  }
  return tokens;
}

/** The beginning of an identifier that says enough; fewer characters lead to a tenth of all customers. */
export const beginningMin = 3;

/** Any of the tokens, as a tsquery; null, which nothing matches, when there is none. */
export function anyToken(tokens: readonly string[], match: 'whole' | 'beginning' = 'whole'): string | null {
  const usable = [...new Set(tokens)].filter((token) => token !== '' && token.length <= lengthMax);
  if (usable.length === 0) return null;
  const suffix = (token: string) => (match === 'beginning' && token.length >= beginningMin ? ':*' : '');
  return usable.map((token) => `'${token.replace(/['\\]/g, '$&$&')}'${suffix(token)}`).join(' | ');
}
