import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../db/audit-events.ts';
import type { Database, Queryable } from '../db/connection.ts';
import { type FieldAnswer, insertCorrection, insertUndo, lastCorrection, type Said } from '../db/corrections.ts';
import {
  type Decision,
  decideParked,
  findForDecision,
  type ParkedDocument,
  takeBackDecision,
  writeFields,
} from '../db/document-decisions.ts';
import type { LiveEvent } from '../db/live-events.ts';
import { claimDocuments, endClaim, reviewHolder } from '../db/review-claims.ts';
import type { Clock } from '../domain/clock.ts';
import type { MatchCandidate } from '../domain/customer.ts';
import type { DocumentState } from '../domain/document.ts';
import type { DocumentClass } from '../domain/document-class.ts';
import { MailroomError } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';
import { type StageName, stageNames } from '../domain/stage-name.ts';
import type { Tray } from '../domain/tray.ts';
import type { Bell } from '../ports/job-dispatcher.ts';
import { answeredFacts, answeredFields } from './answered-facts.ts';
import { claimSeconds, inWork } from './in-work.ts';

interface Order {
  readonly documentId: DocumentId;
  /** The revision the person saw. */
  readonly revision: number;
  readonly actor: string;
}

export interface Resolution {
  readonly classKey: string;
  /** Null: there is no second concern. Left out: as the machine found it. */
  readonly secondClassKey?: string | null | undefined;
  /** Null: no customer's. */
  readonly customerNumber: string | null;
  /** Fields the person confirmed, corrected, added or struck out; the others stay the machine's. */
  readonly fields?: readonly FieldAnswer[] | undefined;
  /** From shown to answered without the time nobody did anything, as the page measured it. */
  readonly seconds?: number | null | undefined;
  /** Holds the document back for a while, so that the answer can be taken back before anything came of it. */
  readonly isUndoable?: boolean | undefined;
}

/**
 * Where people answer for documents the machine was not sure about.
 * Fails with `resource.missing`, `revision.stale` (somebody was faster), `document.in_work` (somebody else has it in
 * hand) or `request.invalid`. Every answer is kept as training truth, with what the machine had said.
 */
export interface TrayDesk {
  /** Class, customer and fields by a person; the document goes on to the archive, at once or when it cannot be undone any more. */
  resolve(order: Order & Resolution): Promise<{ readonly undoUntil: Date | null }>;
  /** Fields by a person; the document goes on waiting for the rest of its answer. Says the revision it has afterwards. */
  setFields(
    order: Order & Required<Pick<Resolution, 'fields'>> & Pick<Resolution, 'seconds'>,
  ): Promise<{ readonly revision: number }>;
  /**
   * Takes one's own last answer back and the document in hand again. Fails with `document.gone_on` when the document has
   * gone on, or somebody else answered since. `answered` is the revision that the answer made: when one's last answer is
   * another one by now, that one stays.
   */
  undo(order: Pick<Order, 'documentId' | 'actor'> & { readonly answered?: number | undefined }): Promise<void>;
  /** Orders a stage, and all that follow, once more. */
  again(order: Order & { readonly from: StageName }): Promise<void>;
  /** Ends the document without routing it, for a reason that is kept. */
  close(order: Order & { readonly reason: string }): Promise<void>;
}

export interface TrayDeskParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly classes: readonly DocumentClass[];
  /** How long an answer that may be taken back is held. */
  readonly undoSeconds: number;
  /** A customer as a candidate a person chose, or null when there is none of this number. */
  customer(customerNumber: string): Promise<Pick<MatchCandidate, 'displayName' | 'displayAddress'> | null>;
  ring(bells: readonly Bell[]): Promise<void>;
  tell?(event: LiveEvent): void;
}

export function createTrayDesk(parts: TrayDeskParts): TrayDesk {
  const { database, clock } = parts;

  const inHand = async (tx: Queryable, order: Order): Promise<ParkedDocument> => {
    const found = await findForDecision(tx, order.documentId);
    if (!found) throw new MailroomError('resource.missing', 'There is no such document.');
    if (found.revision !== order.revision || found.state !== 'parked') throw stale();
    const holder = await reviewHolder(tx, order.documentId, clock.now());
    if (holder !== null && holder.accountId !== order.actor) throw inWork(holder);
    return found;
  };

  const decide = async (
    order: Order,
    verb: string,
    make: (document: ParkedDocument) => Omit<Decision, 'actor' | 'at' | 'readyAt'>,
    also: { readonly said: Said; readonly seconds: number | null; readonly holdSeconds: number } | null = null,
  ): Promise<Decision> => {
    const { document, decision } = await database.transaction(async (tx) => {
      const found = await inHand(tx, order);
      const at = clock.now();
      const readyAt = new Date(at.getTime() + (also?.holdSeconds ?? 0) * 1000);
      const made: Decision = { ...make(found), actor: order.actor, at, readyAt };
      if (!(await decideParked(tx, found, made))) throw stale();
      const claimedAt = await endClaim(tx, order.documentId);
      const correction = also && {
        id: await insertCorrection(tx, {
          ...truthOf(found),
          at,
          actor: order.actor,
          kind: 'answer',
          revision: found.revision + 1,
          said: also.said,
          seconds: plausible(also.seconds, claimedAt, at),
        }),
      };
      await recordAudit(tx, {
        actor: order.actor,
        action: `document.${verb}`,
        subject: order.documentId,
        detail: {
          tray: found.tray,
          question: found.question?.code ?? null,
          stage: made.stage,
          class: made.facts.classification?.key ?? null,
          ...(correction ? { correction: correction.id, ...changesOf(found, also.said) } : {}),
        },
      });
      return { document: found, decision: made };
    });
    parts.tell?.(newsOf(document, decision.stage, decision.state, null));
    // What is held back is found by the sweeper when its time has come.
    if (decision.state === 'ready' && decision.readyAt <= decision.at)
      await parts.ring([{ documentId: document.id, stage: decision.stage, generation: decision.generation }]);
    return decision;
  };

  const classNamed = (key: string): DocumentClass => {
    const found = parts.classes.find((each) => each.key === key);
    if (!found) throw invalid(`There is no document class "${key}".`);
    return found;
  };

  return {
    async resolve(order) {
      const documentClass = classNamed(order.classKey);
      const { secondClassKey } = order;
      if (secondClassKey !== undefined && secondClassKey !== null) classNamed(secondClassKey);
      if (secondClassKey === order.classKey)
        throw invalid('The second concern is the first one. Choose another, or none.');
      const customer = order.customerNumber === null ? null : await parts.customer(order.customerNumber);
      if (order.customerNumber !== null && customer === null)
        throw invalid(`There is no customer ${order.customerNumber}. Search by name, or choose "no customer".`);
      const fields = order.fields ?? [];
      const said: Said = {
        classKey: documentClass.key,
        ...(secondClassKey === undefined ? {} : { secondClassKey }),
        customerNumber: order.customerNumber,
        ...(fields.length > 0 ? { fields: fields.map(withoutWas) } : {}),
      };
      const holdSeconds = order.isUndoable ? parts.undoSeconds : 0;
      const decision = await decide(
        order,
        'resolved',
        (document) => {
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
              ...(secondClassKey === undefined ? {} : { secondClassKey }),
              customer,
              customerNumber: order.customerNumber,
              fields,
              actor: order.actor,
            }),
            detail: null,
          };
        },
        { said, seconds: order.seconds ?? null, holdSeconds },
      );
      return { undoUntil: holdSeconds > 0 ? decision.readyAt : null };
    },

    async setFields(order) {
      const fields = order.fields ?? [];
      const said: Said = { fields: fields.map(withoutWas) };
      const document = await database.transaction(async (tx) => {
        const found = await inHand(tx, order);
        const { indexing } = found.facts;
        if (found.tray !== 'indexing' || indexing === undefined)
          throw invalid('This document has no fields that could be set. Open it and look at its question.');
        const at = clock.now();
        if (!(await writeFields(tx, found, { ...indexing, fields: answeredFields(indexing.fields, fields) })))
          throw stale();
        const correction = await insertCorrection(tx, {
          ...truthOf(found),
          at,
          actor: order.actor,
          kind: 'fields',
          revision: found.revision + 1,
          said,
          seconds: plausible(order.seconds ?? null, null, at),
        });
        await recordAudit(tx, {
          actor: order.actor,
          action: 'document.fields_set',
          subject: order.documentId,
          detail: { correction, ...changesOf(found, said) },
        });
        return found;
      });
      parts.tell?.(newsOf(document, document.stage, 'parked', document.tray));
      return { revision: document.revision + 1 };
    },

    async undo(order) {
      const document = await database.transaction(async (tx) => {
        const found = await findForDecision(tx, order.documentId);
        if (!found) throw new MailroomError('resource.missing', 'There is no such document.');
        const last = await lastCorrection(tx, order.documentId);
        if (last === null || last.actor !== order.actor) throw goneOn();
        if (order.answered !== undefined && last.revision !== order.answered) throw goneOn();
        const at = clock.now();
        const by = { actor: order.actor, at };
        const isBack =
          last.kind === 'answer'
            ? found.revision === last.revision &&
              (await takeBackDecision(
                tx,
                found,
                { facts: last.machine, question: last.question, askedAt: last.askedAt ?? at },
                by,
              ))
            : await takeBackFields(tx, found, last);
        if (!isBack) throw goneOn();
        await insertUndo(tx, last, { ...by, revision: found.revision + 1 });
        // Or somebody else would be given it between the undo and the second look.
        const until = new Date(at.getTime() + claimSeconds * 1000);
        if (last.kind === 'answer') await claimDocuments(tx, [found.id], { accountId: order.actor, now: at, until });
        await recordAudit(tx, {
          actor: order.actor,
          action: 'document.answer_undone',
          subject: order.documentId,
          detail: { correction: last.id },
        });
        return found;
      });
      parts.tell?.(newsOf(document, 'indexing', 'parked', 'indexing'));
    },

    async again(order) {
      await decide(order, 'restarted', (document) => {
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
      });
    },
    async close(order) {
      await decide(order, 'closed', (document) => ({
        outcome: 'closed',
        stage: document.stage,
        state: 'done',
        generation: document.generation,
        facts: {},
        detail: { code: document.question?.code ?? 'stage.failed', message: order.reason },
      }));
    },
  };
}

/** Puts the machine's fields back, if they are as that correction left them. */
async function takeBackFields(
  tx: Queryable,
  document: ParkedDocument,
  { machine, said }: { readonly machine: Partial<FactsByStage>; readonly said: Said },
): Promise<boolean> {
  if (document.state !== 'parked' || machine.indexing === undefined) return false;
  const left = answeredFields(machine.indexing.fields, said.fields ?? []);
  if (!isDeepStrictEqual(document.facts.indexing?.fields, left)) return false;
  return writeFields(tx, document, machine.indexing);
}

/** What the person saw there is the machine's and kept beside it. */
const withoutWas = ({ at, name, value }: FieldAnswer): FieldAnswer => ({ at, name, value });

function truthOf({ id, facts, question, updatedAt }: ParkedDocument) {
  const { classification, indexing } = facts;
  return {
    documentId: id,
    question,
    askedAt: updatedAt,
    model: classification?.classifier ?? null,
    machine: { ...(classification ? { classification } : {}), ...(indexing ? { indexing } : {}) },
  };
}

/** For the audit: what was changed, by name; values are the customer's. */
function changesOf({ facts }: ParkedDocument, { classKey, customerNumber, fields = [] }: Said) {
  const { classification, indexing } = facts;
  const guessed = indexing?.customer.candidates[0]?.customerNumber ?? null;
  return {
    ...(classKey === undefined ? {} : { classBefore: classification?.key ?? null }),
    ...(customerNumber === undefined ? {} : { isCustomerChanged: customerNumber !== guessed }),
    fields: fields
      .filter(({ at, value }) => at === null || indexing?.fields[at]?.value !== value)
      .map(({ name }) => name),
  };
}

/** Nobody worked on a document for longer than they had it; a page whose clock jumped says otherwise. */
function plausible(seconds: number | null, claimedAt: Date | null, now: Date): number | null {
  if (seconds === null || claimedAt === null) return seconds;
  return Math.min(seconds, Math.max(0, (now.getTime() - claimedAt.getTime()) / 1000));
}

function newsOf(
  { id, submissionId }: ParkedDocument,
  stage: StageName,
  state: DocumentState,
  tray: Tray | null,
): LiveEvent {
  return { type: 'document', documentId: id, submissionId, stage, state, tray };
}

function goneOn(): MailroomError {
  return new MailroomError(
    'document.gone_on',
    'The document has gone on, or somebody answered since; this answer cannot be taken back. Order the document again on its page.',
  );
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
