/** What readers take for each other on paper: letters for digits first, then digits for digits. */
const pairs = 'O0 Q0 D0 I1 L1 S5 B8 Z2 G6 G9 T7 A4 OQ OD IL 08 17 38 56 68 89 06 09 35 49 UV VY MN EF'.split(' ');
const alike = new Map<string, string>();
for (const [one = '', other = ''] of pairs.map((pair) => [...pair])) {
  alike.set(one, (alike.get(one) ?? '') + other);
  alike.set(other, (alike.get(other) ?? '') + one);
}

/** How many characters of `known` were taken for a look-alike in `read`; null when anything else differs. Both normalised. */
export function lookAlikeCount(read: string, known: string): number | null {
  if (read.length !== known.length) return null;
  let count = 0;
  for (let at = 0; at < known.length; at += 1) {
    const [a, b] = [read.charAt(at), known.charAt(at)];
    if (a === b) continue;
    if (!alike.get(a)?.includes(b)) return null;
    count += 1;
  }
  return count;
}

/** Texts that differ from this one in one digit a reader may have taken for another; for a check to choose from. */
export function digitReadings(normalised: string): readonly string[] {
  const readings: string[] = [];
  for (let at = 0; at < normalised.length; at += 1) {
    for (const other of alike.get(normalised.charAt(at)) ?? '') {
      if (other >= '0' && other <= '9') readings.push(normalised.slice(0, at) + other + normalised.slice(at + 1));
    }
  }
  return readings;
}

const emailConfusions: readonly (readonly [read: RegExp, other: string])[] = [
  [/rn/g, 'm'],
  [/m/g, 'rn'],
  [/vv/g, 'w'],
  [/1/g, 'l'],
  [/l/g, '1'],
  [/1/g, 'i'],
  [/i/g, 'l'],
  [/l/g, 'i'],
  [/0/g, 'o'],
  [/o/g, '0'],
  [/5/g, 's'],
  [/c/g, 'e'],
];
const emailReadingsMax = 24;

/**
 * Other addresses that this one may have been before a reader took `rn` for `m` or `l` for `1`, one confusion each:
 * questions to the directory and never a value. At most 24.
 */
export function emailReadings(email: string): readonly string[] {
  const readings = new Set<string>();
  for (const [read, other] of emailConfusions) {
    for (const { index, 0: text } of email.matchAll(read)) {
      if (readings.size >= emailReadingsMax) break;
      readings.add(email.slice(0, index) + other + email.slice(index + text.length));
    }
  }
  readings.delete(email);
  return [...readings];
}
