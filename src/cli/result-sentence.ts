import type { DocumentResult } from '../api/contract/index.ts';

/** One document's result as a line for people. */
export function sentenceOf(
  result: Pick<DocumentResult, 'file' | 'status' | 'class' | 'customer' | 'workItem' | 'problem'>,
): string {
  // Rounded down: nothing is shown as surer than it is, and 100% is what is certain.
  const percent = (confidence: number): string => `${Math.floor(confidence * 100 + 1e-9)}%`;
  const parts = [
    result.file,
    result.status,
    result.class?.key ? `${result.class.key} ${percent(result.class.confidence)}` : null,
    result.customer?.customerNumber
      ? `customer ${result.customer.customerNumber} ${percent(result.customer.confidence)}`
      : null,
    result.workItem ? `-> ${result.workItem.queue}, due ${result.workItem.dueAt.slice(0, 10)}` : null,
    result.problem ? result.problem.message : null,
  ];
  return parts.filter((part) => part !== null).join('  ');
}
