/** A person's answer about a text, as it would be learnt. */
export interface Lesson {
  readonly documentId: string;
  readonly text: string;
  readonly classKey: string;
}

export interface Contradiction {
  readonly classes: readonly string[];
  readonly documents: readonly string[];
}

/**
 * Takes out what people answered differently about the same text: nobody knows which of them is right, so none is learnt
 * and both are reported. The same text with another number, date or amount is the same text; equal answers about it are
 * learnt once.
 */
export function uncontradicted<One extends Lesson>(
  lessons: readonly One[],
): { readonly kept: readonly One[]; readonly contradictions: readonly Contradiction[] } {
  const byText = new Map<string, One[]>();
  for (const lesson of lessons) {
    const key = lettersOf(lesson.text);
    const same = byText.get(key);
    if (same) same.push(lesson);
    else byText.set(key, [lesson]);
  }
  const kept: One[] = [];
  const contradictions: Contradiction[] = [];
  for (const same of byText.values()) {
    const classes = [...new Set(same.map(({ classKey }) => classKey))].sort();
    const [first] = same;
    if (first === undefined) continue;
    if (classes.length === 1) kept.push(first);
    else contradictions.push({ classes, documents: same.map(({ documentId }) => documentId) });
  }
  return { kept, contradictions };
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
