import { randomInt } from 'node:crypto';
import { recordAudit } from '../db/audit-events.ts';
import type { Database, Queryable } from '../db/connection.ts';
import type { LiveEvent } from '../db/live-events.ts';
import {
  type CheckAnswer,
  type CheckFilter,
  claimCheck,
  countChecksFor,
  listChecks,
  lockCheckFor,
  passCheck,
  type QualityCheck,
  renewCheck,
  writeFirstLook,
  writeSecondLook,
} from '../db/quality-checks.ts';
import { countDecision, insertDecision, isDecisionNoted } from '../db/quality-decisions.ts';
import { reopenDocument } from '../db/reopen-document.ts';
import type { Clock } from '../domain/clock.ts';
import type { DocumentClass } from '../domain/document-class.ts';
import { MailroomError, type Problem } from '../domain/errors.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { DecisionJournal } from '../ports/decision-journal.ts';
import { drawingProbability } from '../rules/quality/drawing-probability.ts';

/** How much is drawn. */
export interface Drawing {
  /** 0 to 1. */
  readonly share: number;
  readonly minimumPerDay: number;
}

/** What a checker is given: the document, and nothing of what the machine made of it. */
export interface CheckInHand {
  readonly id: string;
  readonly documentId: DocumentId;
  /** `second`: machine and an earlier checker differ in these, in no order that tells who said what. */
  readonly look: 'first' | 'second';
  readonly classes: readonly string[];
  readonly customers: readonly (string | null)[];
  readonly until: Date;
}

/**
 * Proves by samples how often the machine is right where nobody looks. Decisions are noted as they are made and drawn by
 * an unguessable number; a person answers without seeing the machine's answer; when they differ, a second person says
 * what is right; when the machine was wrong, the document goes back into the tray where it is put right.
 * Fails with `resource.missing` for a check that is not the caller's to do, or `request.invalid`.
 */
export interface QualityDesk extends DecisionJournal {
  next(
    actor: string,
    except: readonly string[],
  ): Promise<{ readonly check: CheckInHand | null; readonly left: number }>;
  /** How many checks this person could do now. */
  countFor(actor: string): Promise<number>;
  answer(
    order: CheckAnswer & { readonly id: string; readonly actor: string; readonly seconds: number | null },
  ): Promise<{ readonly state: 'disputed' | 'settled'; readonly isMachineRight: boolean | null }>;
  /** The page is still being worked at: the check stays in hand. Fails with `resource.missing` when it is in others'. */
  keep(order: { readonly id: string; readonly actor: string }): Promise<void>;
  /** This person cannot say; others may. */
  pass(order: { readonly id: string; readonly actor: string }): Promise<void>;
  checks(filter: CheckFilter, limit: number): ReturnType<typeof listChecks>;
}

/** Long enough for eight pages; a page that is left alone gives its check to others after this. */
const claimSeconds = 300;
/** Others reach for the same check at the same moment; then there is another one. */
const gripsMax = 10;
const diceSides = 2 ** 40;

export function createQualityDesk(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly classes: readonly DocumentClass[];
  readonly drawing: Drawing;
  readonly timeZone: string;
  isCustomer(customerNumber: string): Promise<boolean>;
  /** 0 to 1, unguessable; a test gives its own. */
  random?(): number;
  tell?(event: LiveEvent): void;
}): QualityDesk {
  const { database, clock, drawing, timeZone } = parts;
  const random = parts.random ?? (() => randomInt(diceSides) / diceSides);

  const classNamed = (key: string): DocumentClass => {
    const found = parts.classes.find((each) => each.key === key);
    if (!found) throw new MailroomError('request.invalid', `There is no document class "${key}".`);
    return found;
  };

  const inHand = async (tx: Queryable, id: string, actor: string): Promise<QualityCheck> => {
    const check = await lockCheckFor(tx, id, actor, clock.now());
    if (check === null) {
      throw notYours();
    }
    return check;
  };

  const secondLook = async (
    tx: Queryable,
    check: QualityCheck,
    order: CheckAnswer & { readonly actor: string },
    at: Date,
  ) => {
    const verdict = {
      state: 'settled' as const,
      isClassRight: order.classKey === check.classKey,
      isCustomerRight: order.customerNumber === check.customerNumber,
      truth: { classKey: order.classKey, customerNumber: order.customerNumber },
    };
    const isMachineRight = verdict.isClassRight && verdict.isCustomerRight;
    const reopened = isMachineRight
      ? null
      : await reopenDocument(tx, { ...check, question: machineWasWrong(order.classKey), actor: order.actor, at });
    await writeSecondLook(
      tx,
      check.id,
      { actor: order.actor, at },
      { ...verdict, reopenedAs: reopened?.generation ?? null },
    );
    if (reopened !== null) {
      await recordAudit(tx, {
        actor: order.actor,
        action: 'document.reopened',
        subject: check.documentId,
        detail: { check: check.id, isClassRight: verdict.isClassRight, isCustomerRight: verdict.isCustomerRight },
      });
    }
    return { state: verdict.state, isMachineRight, reopened };
  };

  const firstLook = async (
    tx: Queryable,
    check: QualityCheck,
    order: CheckAnswer & { readonly actor: string; readonly seconds: number | null },
    at: Date,
  ) => {
    const isClassRight = order.classKey === check.classKey || null;
    const isCustomerRight = order.customerNumber === check.customerNumber || null;
    const isAgreed = isClassRight !== null && isCustomerRight !== null;
    const state = isAgreed ? ('settled' as const) : ('disputed' as const);
    const truth = isAgreed ? { classKey: check.classKey, customerNumber: check.customerNumber } : null;
    await writeFirstLook(tx, check.id, { ...order, at }, { state, isClassRight, isCustomerRight, truth });
    return { state, isMachineRight: isAgreed || null, reopened: null };
  };

  return {
    async note(decision) {
      if (await isDecisionNoted(database, decision)) return;
      const now = clock.now();
      await database
        .transaction(async (tx) => {
          const day = await countDecision(tx, decision.classKey, { now, timeZone });
          // Delivered twice at once: the other delivery held the lock of the day and has drawn.
          if (await isDecisionNoted(tx, decision)) throw alreadyNoted;
          const probability = drawingProbability({ ...drawing, ...day });
          await insertDecision(tx, decision, { probability, isDrawn: random() < probability, at: now, timeZone });
        })
        .catch((error: unknown) => {
          if (error !== alreadyNoted) throw error;
        });
    },

    countFor: (actor) => countChecksFor(database, actor, clock.now()),

    async next(actor, except) {
      const now = clock.now();
      const until = new Date(now.getTime() + claimSeconds * 1000);
      let check = await claimCheck(database, { accountId: actor, now, until, except });
      let left = await countChecksFor(database, actor, now);
      for (let grip = 1; check === null && left > except.length && grip < gripsMax; grip += 1) {
        check = await claimCheck(database, { accountId: actor, now, until, except });
        left = await countChecksFor(database, actor, now);
      }
      if (check === null) return { check: null, left };
      const isSecond = check.state === 'disputed';
      return {
        check: {
          id: check.id,
          documentId: check.documentId,
          look: isSecond ? 'second' : 'first',
          classes: isSecond ? bothOf(check.classKey, check.firstClass ?? check.classKey) : [],
          customers: isSecond ? bothOf(check.customerNumber, check.firstCustomer) : [],
          until,
        },
        left,
      };
    },

    async answer(given) {
      const documentClass = classNamed(given.classKey);
      // A class without customers has none, whatever was typed before the class was chosen.
      const order = { ...given, customerNumber: documentClass.customer === 'none' ? null : given.customerNumber };
      if (order.customerNumber !== null && !(await parts.isCustomer(order.customerNumber)))
        throw new MailroomError(
          'request.invalid',
          `There is no customer ${order.customerNumber}. Search by name, or choose "no customer".`,
        );
      const { check, ...outcome } = await database.transaction(async (tx) => {
        const found = await inHand(tx, order.id, order.actor);
        const at = clock.now();
        const look = found.state === 'disputed' ? secondLook : firstLook;
        const made = await look(tx, found, order, at);
        await recordAudit(tx, {
          actor: order.actor,
          action: 'quality.checked',
          subject: found.documentId,
          detail: { check: found.id, look: found.state === 'disputed' ? 'second' : 'first', state: made.state },
        });
        return { check: found, ...made };
      });
      if (outcome.reopened !== null)
        parts.tell?.({
          type: 'document',
          documentId: check.documentId,
          submissionId: outcome.reopened.submissionId,
          stage: 'indexing',
          state: 'parked',
          tray: 'indexing',
        });
      return { state: outcome.state, isMachineRight: outcome.isMachineRight };
    },

    async keep({ id, actor }) {
      const until = new Date(clock.now().getTime() + claimSeconds * 1000);
      if (!(await renewCheck(database, { id, accountId: actor, until }))) throw notYours();
    },

    async pass({ id, actor }) {
      await database.transaction(async (tx) => {
        const check = await inHand(tx, id, actor);
        await passCheck(tx, id, actor);
        await recordAudit(tx, {
          actor,
          action: 'quality.passed',
          subject: check.documentId,
          detail: { check: id },
        });
      });
    },

    checks: (filter, limit) => listChecks(database, filter, limit),
  };
}

function notYours(): MailroomError {
  return new MailroomError(
    'resource.missing',
    'This check is done, in somebody else’s hands, or of a document you worked on. Take the next one.',
  );
}

const alreadyNoted = new Error('This decision is noted.');

function machineWasWrong(classKey: string): Problem {
  return {
    code: 'quality.error',
    message: `Quality control found this decided wrongly; it should be ${classKey}. Look at class and customer, and confirm what is right.`,
    params: { class: classKey },
  };
}

/** Both answers where they differ, in an order that says nothing; nothing where they agree. */
function bothOf<Answer extends string | null>(one: Answer, other: Answer): readonly Answer[] {
  return one === other ? [one] : [one, other].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}
