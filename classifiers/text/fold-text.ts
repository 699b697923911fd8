const marks = /\p{M}+/gu;

/**
 * Lower case, without accents and umlauts, and with `ae oe ue` read as umlauts, so that `KÜNDIGUNG`, `Kuendigung` and a
 * fax's `Kundigung` are the same word. `ue` after a, e and q is left alone: `Steuer`, `neue`, `Quelle`.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase().replaceAll('ß', 'ss');
  const plain = /\P{ASCII}/u.test(lower) ? lower.normalize('NFKD').replace(marks, '') : lower;
  return plain
    .replace(/(?<![aeq])ue/g, 'u')
    .replaceAll('ae', 'a')
    .replaceAll('oe', 'o');
}
