import { recordAudit } from '../db/audit-events.ts';
import type { Database } from '../db/connection.ts';
import { type Decision, decideParked, findForDecision, type ParkedDocument } from '../db/document-decisions.ts';
import type { LiveEvent } from '../db/live-events.ts';
import type { Clock } from '../domain/clock.ts';
import type { MatchCandidate } from '../domain/customer.ts';
import type { DocumentClass } from '../domain/document-class.ts';
import { MailroomError } from '../domain/errors.ts';
import type { DocumentId } from '../domain/ids.ts';
import { type StageName, stageNames } from '../domain/stage-name.ts';
import type { Bell } from '../ports/job-dispatcher.ts';
import { answeredFacts } from './answered-facts.ts';

interface Order {
  readonly documentId: DocumentId;
  /** The revision the person saw. */
  readonly revision: number;
  readonly actor: string;
}

/**
 * Where people answer for documents the machine was not sure about.
 * Fails with `resource.missing`, `revision.stale` (somebody was faster) or `request.invalid`.
 */
export interface TrayDesk {
  /** Class and customer by a person; the document goes on to the archive. `customerNumber` null: no customer's. */
  resolve(order: Order & { readonly classKey: string; readonly customerNumber: string | null }): Promise<void>;
  /** Orders a stage, and all that follow, once more. */
  again(order: Order & { readonly from: StageName }): Promise<void>;
  /** Ends the document without routing it, for a reason that is kept. */
  close(order: Order & { readonly reason: string }): Promise<void>;
}

export interface TrayDeskParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly classes: readonly DocumentClass[];
  /** A customer as a candidate a person chose, or null when there is none of this number. */
  customer(customerNumber: string): Promise<Pick<MatchCandidate, 'displayName' | 'displayAddress'> | null>;
  ring(bells: readonly Bell[]): Promise<void>;
  tell?(event: LiveEvent): void;
}

export function createTrayDesk(parts: TrayDeskParts): TrayDesk {
  const { database, clock } = parts;

  const decide = async (
    order: Order,
    verb: string,
    make: (document: ParkedDocument) => Omit<Decision, 'actor' | 'at'>,
  ): Promise<void> => {
    const { document, decision } = await database.transaction(async (tx) => {
      const found = await findForDecision(tx, order.documentId);
      if (!found) throw new MailroomError('resource.missing', 'There is no such document.');
      if (found.revision !== order.revision || found.state !== 'parked') throw stale();
      const made: Decision = { ...make(found), actor: order.actor, at: clock.now() };
      if (!(await decideParked(tx, found, made))) throw stale();
      await recordAudit(tx, {
        actor: order.actor,
        action: `document.${verb}`,
        subject: order.documentId,
        detail: {
          tray: found.tray,
          question: found.question?.code ?? null,
          stage: made.stage,
          class: made.facts.classification?.key ?? null,
        },
      });
      return { document: found, decision: made };
    });
    parts.tell?.({
      type: 'document',
      documentId: document.id,
      submissionId: document.submissionId,
      stage: decision.stage,
      state: decision.state,
      tray: null,
    });
    if (decision.state === 'ready')
      await parts.ring([{ documentId: document.id, stage: decision.stage, generation: decision.generation }]);
  };

  return {
    async resolve(order) {
      const documentClass = parts.classes.find((each) => each.key === order.classKey);
      if (!documentClass) throw invalid(`There is no document class "${order.classKey}".`);
      const customer = order.customerNumber === null ? null : await parts.customer(order.customerNumber);
      if (order.customerNumber !== null && customer === null)
        throw invalid(`There is no customer ${order.customerNumber}. Search by name, or choose "no customer".`);
      await decide(order, 'resolved', (document) => {
        if (document.tray !== 'indexing' || document.facts.recognition === undefined) {
          throw invalid(
            'This document could not be read, so it has no class to confirm. Order it again, or close it with a reason.',
          );
        }
        return {
          outcome: 'resolved',
          stage: 'archiving',
          state: 'ready',
          generation: document.generation,
          facts: answeredFacts(document.facts, {
            classKey: documentClass.key,
            customer,
            customerNumber: order.customerNumber,
            actor: order.actor,
          }),
          detail: null,
        };
      });
    },
    again: (order) =>
      decide(order, 'restarted', (document) => {
        if (stageNames.indexOf(order.from) > stageNames.indexOf(document.stage)) {
          throw invalid(
            `The document has not reached ${order.from} yet. Choose ${document.stage} or an earlier stage.`,
          );
        }
        return {
          outcome: 'restarted',
          stage: order.from,
          state: 'ready',
          generation: document.generation + 1,
          facts: {},
          detail: null,
        };
      }),
    close: (order) =>
      decide(order, 'closed', (document) => ({
        outcome: 'closed',
        stage: document.stage,
        state: 'done',
        generation: document.generation,
        facts: {},
        detail: { code: document.question?.code ?? 'stage.failed', message: order.reason },
      })),
  };
}

function stale(): MailroomError {
  return new MailroomError(
    'revision.stale',
    'Someone else changed this document, or it no longer waits for a person. Load it again.',
  );
}

function invalid(message: string): MailroomError {
  return new MailroomError('request.invalid', message);
}
