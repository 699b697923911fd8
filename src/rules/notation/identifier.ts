/** An identifier as it is compared: upper case, letters and digits only. */
export function normaliseIdentifier(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

const asDigit: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  S: '5',
  B: '8',
  Z: '2',
  G: '6',
};

/** Longest run of leading letters that may be a real prefix (`VN`, `1ESY` has none, `DE000` two). */
const prefixLengthMax = 4;

/**
 * Other identifiers this one may have been before a reader took digits for letters: all look-alike letters after a
 * prefix of 0 to 4 letters become digits. They are questions to the directory and never a value: only a customer who
 * has the number makes one of them true. At most five.
 */
export function identifierVariants(normalised: string): readonly string[] {
  const variants = new Set<string>();
  const letters = /^[A-Z]*/.exec(normalised)?.[0].length ?? 0;
  for (let prefix = 0; prefix <= Math.min(letters, prefixLengthMax); prefix += 1) {
    const rest = normalised.slice(prefix).replace(/[A-Z]/g, (letter) => asDigit[letter] ?? letter);
    const variant = normalised.slice(0, prefix) + rest;
    if (variant !== normalised && /^[A-Z]*\d+$/.test(variant)) variants.add(variant);
  }
  return [...variants];
}

/** Digits an identifier shows, letters that look like one counted: how unlikely it is that it fits by chance. */
export function digitCount(normalised: string): number {
  return normalised.replace(/[^0-9]/g, '').length;
}
