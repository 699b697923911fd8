import type { Words } from '../words/en.ts';
import type { Plan } from './plan-edit.ts';

/** The sentence for what an order did, or why it did nothing. */
export function sayPlan(plan: Plan, { said, empty }: { said: Words['lightTable']['said']; empty: string }): string {
  if (plan.kind === 'refused') return plan.why === 'nothingSelected' ? empty : said[plan.why];
  const { outcome } = plan;
  switch (outcome.kind) {
    case 'cut':
    case 'merged':
    case 'confirmed':
      return said[outcome.kind];
    case 'moved':
      return said.moved(outcome.count, outcome.document);
    default:
      return said[outcome.kind](outcome.count);
  }
}
