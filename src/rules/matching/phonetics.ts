/** Spellings of one sound that Kölner Phonetik, made for German typists, tells apart. */
const sameSound: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/cz|tsch|tch/g, 'sch'],
  [/th/g, 't'],
  [/ck|kk|qu?/g, 'k'],
  [/dt/g, 't'],
  [/y/g, 'i'],
];

const vowel = /[aeiou]/;

/**
 * Kölner Phonetik (Postel 1969) of a folded name: digits of its consonants, a vowel only at the beginning. `mueller`,
 * `miller` and `moeller` are 657; blanks and digits are nothing. Umlauts are spelled out by folding and so vanish with the
 * vowels; ß is ss; ph is f, y is i, th is t; Polish cz and Turkish ç, ş (folded to c, s) fall among the sibilants.
 */
export function soundOf(folded: string): string {
  let text = folded.replace(/[^a-z]/g, '');
  for (const [pattern, other] of sameSound) text = text.replace(pattern, other);
  let code = '';
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    for (const digit of digitsAt(text, at)) {
      if (digit !== last && (digit !== '0' || code === '')) code += digit;
      last = digit;
    }
  }
  return code;
}

function digitsAt(text: string, at: number): string {
  const letter = text.charAt(at);
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  if (vowel.test(letter) || letter === 'j') return '0';
  switch (letter) {
    case 'b':
    case 'p':
      return '1';
    case 'd':
    case 't':
      return /[csz]/.test(after) ? '8' : '2';
    case 'f':
    case 'v':
    case 'w':
      return '3';
    case 'g':
    case 'k':
      return '4';
    case 'x':
      return /[ckq]/.test(before) ? '8' : '48';
    case 'l':
      return '5';
    case 'm':
    case 'n':
      return '6';
    case 'r':
      return '7';
    case 's':
    case 'z':
      return '8';
    case 'c':
      if (at === 0) return /[ahkloqrux]/.test(after) ? '4' : '8';
      return /[sz]/.test(before) ? '8' : /[ahkoqux]/.test(after) ? '4' : '8';
    default:
      return '';
  }
}
