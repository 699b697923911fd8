/** Share of the words of `truth` (three letters or digits and longer) that were read, each counted as often as it stands. */
export function wordRecall(truth: string, read: string): number {
  const found = new Map<string, number>();
  for (const word of wordsOf(read)) found.set(word, (found.get(word) ?? 0) + 1);
  const expected = wordsOf(truth);
  let hits = 0;
  for (const word of expected) {
    const left = found.get(word) ?? 0;
    if (left === 0) continue;
    found.set(word, left - 1);
    hits++;
  }
  return expected.length === 0 ? 1 : hits / expected.length;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}
