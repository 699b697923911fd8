const marks = /\p{M}+/gu;

/**
 * Lower case, without accents and umlauts, and with `ae oe ue` read as umlauts, so that `KÜNDIGUNG`, `Kuendigung` and a
 * fax's `Kundigung` are the same word. `ue` after a, e and q is left alone: `Steuer`, `neue`, `Quelle`.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase().replaceAll('ß', 'ss');
  // Most words are plain ASCII already; normalising them all took a third of the time of a whole classification.
  const plain = /^[\u0000-\u007f]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(marks, '');
  return plain
    .replace(/(?<![aeq])ue/g, 'u')
    .replaceAll('ae', 'a')
    .replaceAll('oe', 'o');
}
