import { describe, expect, it } from 'vitest';
import type { ClassAlternative, Classification, DocumentClass } from '../../domain/document-class.ts';
import { decideClass } from './decide-class.ts';

const documentClass = (key: string, threshold: number): DocumentClass => ({
  key,
  names: { de: key, en: key },
  customer: 'required',
  queue: 'service',
  skills: [key],
  priority: 50,
  deadline: { unit: 'workingDays', count: 10, kind: 'contractual' },
  retention: { deletionClass: 'business-letter', years: 6 },
  threshold,
});

const classes = [documentClass('cancellation', 0.93), documentClass('inquiry', 0.88), documentClass('lax', 0.4)];

const classification = (ranked: readonly ClassAlternative[], more: Partial<Classification> = {}): Classification => ({
  ranked,
  isUnknown: false,
  second: null,
  evidence: [],
  classifier: { name: 'test', version: '1' },
  ...more,
});

const ranking = (...pairs: readonly (readonly [string, number])[]): ClassAlternative[] =>
  pairs.map(([key, confidence]) => ({ key, confidence }));

describe('deciding the class', () => {
  it.each([
    ['at the threshold of its class', ranking(['cancellation', 0.93], ['inquiry', 0.05]), 'cancellation', 'auto'],
    ['just below the threshold', ranking(['cancellation', 0.9299], ['inquiry', 0.05]), 'cancellation', 'review'],
    ['each class has its own threshold', ranking(['inquiry', 0.9], ['cancellation', 0.05]), 'inquiry', 'auto'],
    ['two classes close together under a lax threshold', ranking(['lax', 0.5], ['inquiry', 0.3]), 'lax', 'review'],
    ['one class far ahead under a lax threshold', ranking(['lax', 0.6], ['inquiry', 0.3]), 'lax', 'auto'],
    ['a class the company has dropped', ranking(['dropped', 0.99], ['inquiry', 0.01]), 'inquiry', 'review'],
    ['nothing to judge', [], null, 'review'],
    ['only dropped classes', ranking(['dropped', 1]), null, 'review'],
  ] as const)('%s', (_, ranked, key, decision) => {
    expect(decideClass(classification(ranked), classes)).toMatchObject({ key, decision });
  });

  it('what the classifier calls unknown goes to a person with no class suggested, only alternatives', () => {
    const ranked = ranking(['cancellation', 0.99], ['inquiry', 0.01]);
    expect(decideClass(classification(ranked, { isUnknown: true }), classes)).toEqual({
      key: null,
      confidence: 0,
      decision: 'review',
      alternatives: ranked,
      second: null,
    });
  });

  it('the alternatives leave out the answer itself and end after four', () => {
    const many = Array.from({ length: 8 }, (_, index) => documentClass(`class${index}`, 0.5));
    const ranked = many.map(({ key }, index) => ({ key, confidence: 0.6 / 2 ** index }));
    const { key, alternatives } = decideClass(classification(ranked), many);
    expect(key).toBe('class0');
    expect(alternatives).toEqual(ranked.slice(1, 5));
  });

  it.each([
    ['a configured other class is kept', 'inquiry', 'inquiry'],
    ['the answer itself is no second concern', 'cancellation', null],
    ['a dropped class is no second concern', 'dropped', null],
  ])('second concern: %s', (_, key, kept) => {
    const given = classification(ranking(['cancellation', 0.97]), { second: { key, confidence: 0.5 } });
    expect(decideClass(given, classes).second?.key ?? null).toBe(kept);
  });
});
