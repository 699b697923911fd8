import { z } from 'zod';
import type { ClassView, DocumentDetail } from '../api/contract.ts';

/** What the server is told. */
export interface Answer {
  readonly classKey: string;
  readonly customerNumber: string | null;
}

/** What has been chosen so far. `customer`: `open` until chosen, then a number, or `none` for "no customer of ours". */
export interface Choice {
  readonly classKey: string | null;
  readonly customer:
    | { readonly kind: 'open' }
    | { readonly kind: 'none' }
    | { readonly kind: 'chosen'; readonly number: string; readonly name: string; readonly address: string };
}

const choiceShape = z.object({
  classKey: z.string().nullable(),
  customer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('chosen'), number: z.string(), name: z.string(), address: z.string() }),
  ]),
});

export function parseChoice(stored: unknown): Choice | null {
  const parsed = choiceShape.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/**
 * The machine's best guess to begin with. Where several customers fit, none is chosen beforehand: a default that is
 * right in most cases is confirmed without a look in all of them.
 */
export function firstChoice(
  document: Pick<DocumentDetail, 'question' | 'customerName' | 'result'>,
  classes: readonly ClassView[],
): Choice {
  const { class: found, customer: match } = document.result;
  const classKey = found?.key ?? null;
  const needs = classes.find((one) => one.key === classKey)?.customer;
  if (needs === 'none' && match?.customerNumber == null) return { classKey, customer: { kind: 'none' } };
  const isOpenQuestion =
    document.question?.code === 'customer.several' || document.question?.code === 'customer.contradictory';
  if (match === null || match.customerNumber === null || isOpenQuestion)
    return { classKey, customer: { kind: 'open' } };
  const candidate = match.candidates.find((one) => one.customerNumber === match.customerNumber);
  return {
    classKey,
    customer: {
      kind: 'chosen',
      number: match.customerNumber,
      name: candidate?.displayName ?? document.customerName ?? match.customerNumber,
      address: candidate?.displayAddress ?? '',
    },
  };
}

/** The answer a choice amounts to, or what is still missing. */
export function answerOf(choice: Choice): Answer | 'class' | 'customer' {
  if (choice.classKey === null) return 'class';
  if (choice.customer.kind === 'open') return 'customer';
  return { classKey: choice.classKey, customerNumber: choice.customer.kind === 'none' ? null : choice.customer.number };
}
