import { fold } from '../matching/folding.ts';
import type { TextLine } from './text-lines.ts';

/** Names stand on the first pages and near the signature; folding every word of 80 pages would take 60 ms. */
const wordsMax = 6000;

/** Neighbouring capitalised words, folded, over line ends too: `Erika Schulz`, `Schulz, Erika` gives both orders. */
export function namePairsOf(lines: readonly TextLine[], quoted: ReadonlySet<TextLine>): ReadonlySet<string> {
  const pairs = new Set<string>();
  const folded = new Map<string, string>();
  let before = '';
  let budget = wordsMax;
  for (const line of lines) {
    if (budget <= 0) break;
    if (quoted.has(line)) continue;
    for (const { text } of line.words) {
      budget -= 1;
      if (!/^["'(„]?\p{Lu}[\p{L}'’-]{1,30}[,.;:)"'“]?$/u.test(text)) {
        // "Friederike von der Heide" is a pair of Friederike and Heide.
        if (!/^(?:von|vom|van|de|der|den|zu|zur|di|da|la|le)$/.test(text)) before = '';
        continue;
      }
      const word = folded.get(text) ?? fold(text);
      folded.set(text, word);
      if (before !== '') pairs.add(`${before} ${word}`);
      before = word;
    }
  }
  return pairs;
}
