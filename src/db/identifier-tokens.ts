/** Contacts carry a mark, so that somebody's phone number is never taken for a contract. */
const marks: Readonly<Record<string, string>> = { iban: '=', email: '@', phone: '+' };
/** A tsvector takes words of 2 KB; no number is nearly as long. */
const lengthMax = 200;

export function identifierToken(kind: string, value: string): string {
  return `${marks[kind] ?? ''}${value}`;
}

/** As `customers.identifiers` keeps them: distinct, none empty or absurdly long. */
export function identifierTokens(identifiers: readonly { readonly kind: string; readonly value: string }[]) {
  const tokens = new Set<string>();
  for (const { kind, value } of identifiers) {
    if (value !== '' && value.length <= lengthMax) tokens.add(identifierToken(kind, value));
  }
  return [...tokens];
}

/** The beginning of an identifier that says enough; fewer characters lead to a tenth of all customers. */
const beginningMin = 3;

/** Any of the tokens, as a tsquery; null, which nothing matches, when there is none. */
export function anyToken(tokens: readonly string[], match: 'whole' | 'beginning' = 'whole'): string | null {
  const usable = [...new Set(tokens)].filter((token) => token !== '' && token.length <= lengthMax);
  if (usable.length === 0) return null;
  const suffix = (token: string) => (match === 'beginning' && token.length >= beginningMin ? ':*' : '');
  return usable.map((token) => `'${token.replace(/['\\]/g, '$&$&')}'${suffix(token)}`).join(' | ');
}
