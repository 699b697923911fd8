import { MailroomError, type Problem } from '../domain/errors.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { TrayDesk } from './tray-desk.ts';

type FieldsOrder = Omit<Parameters<TrayDesk['setFields']>[0], 'actor'>;

export interface AnsweredMany {
  readonly saved: readonly { readonly id: DocumentId; readonly revision: number }[];
  /** Documents that are as they were, with the reason why. */
  readonly left: readonly ({ readonly id: DocumentId } & Required<Problem>)[];
}

/**
 * Answers fields of many documents in one go. Each document is a transaction of its own with its own fences (revision,
 * holder, the value that was shown), so one that changed meanwhile holds up nobody and is never written over. Whatever
 * goes wrong with one is told of that one: what was saved before it is saved.
 */
export async function answerMany(
  trays: Pick<TrayDesk, 'setFields'>,
  orders: readonly FieldsOrder[],
  actor: string,
): Promise<AnsweredMany> {
  const saved: { id: DocumentId; revision: number }[] = [];
  const left: ({ id: DocumentId } & Required<Problem>)[] = [];
  for (const order of orders) {
    try {
      const { revision } = await trays.setFields({ ...order, actor });
      saved.push({ id: order.documentId, revision });
    } catch (error) {
      left.push({ id: order.documentId, ...reasonOf(error) });
    }
  }
  return { saved, left };
}

function reasonOf(error: unknown): Required<Problem> {
  if (error instanceof MailroomError) return { code: error.code, message: error.message, params: error.params };
  return { code: 'request.failed', message: 'This one could not be saved. Try it again.', params: {} };
}
