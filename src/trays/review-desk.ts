import type { Database } from '../db/connection.ts';
import { secondsEach } from '../db/corrections.ts';
import { askedFields, type FieldAsked } from '../db/doubtful-fields.ts';
import type { LiveEvent } from '../db/live-events.ts';
import { claimDocuments, claimNext, giveBackClaims, newsOfDocuments, reviewHolder } from '../db/review-claims.ts';
import { type QueueEntry, type ReviewFilter, reviewEntry, reviewQueue } from '../db/review-queue.ts';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { Company } from '../domain/company.ts';
import type { DocumentClass, LanguageCode } from '../domain/document-class.ts';
import { fieldDoubt } from '../domain/entered-field.ts';
import type { DocumentId } from '../domain/ids.ts';
import type { FieldName } from '../domain/index-data.ts';
import { dueAt } from '../rules/deadlines/due-at.ts';
import { claimSeconds } from './in-work.ts';

export interface QueueFilter {
  readonly class?: string | undefined;
  readonly language?: LanguageCode | undefined;
  readonly channel?: Channel | undefined;
}

export interface ReviewEntry extends QueueEntry {
  /** ISO 8601; by the class the machine supposes, or the strictest there is when it supposes none. */
  readonly dueAt: string;
}

export interface DoubtfulField extends FieldAsked {
  readonly doubt: 'checksum' | 'unsure';
}

export interface InHand {
  readonly id: DocumentId;
  readonly until: Date;
}

/** The work place where people answer one document after the other: what waits, who has it, and the next one. */
export interface ReviewDesk {
  queue(
    filter: QueueFilter,
    actor: string,
    limit: number,
  ): Promise<{
    readonly items: readonly ReviewEntry[];
    readonly total: number;
    /** How many of them are in somebody else's hands. */
    readonly held: number;
    readonly kinds: readonly {
      readonly classKey: string | null;
      readonly language: LanguageCode;
      readonly channel: Channel;
      readonly waiting: number;
    }[];
    readonly secondsEach: number | null;
  }>;
  /** Puts the most urgent free document into the person's hands; null when there is none beside those named. */
  next(filter: QueueFilter, except: readonly string[], actor: string): Promise<InHand | null>;
  /** Takes these in hand or keeps them there; those that somebody else has, or that wait no more, are told apart. */
  claim(
    ids: readonly DocumentId[],
    actor: string,
  ): Promise<{
    readonly held: readonly InHand[];
    readonly lost: readonly { readonly id: DocumentId; readonly by: string | null }[];
  }>;
  giveBack(ids: readonly DocumentId[], actor: string): Promise<void>;
  entry(id: DocumentId): Promise<ReviewEntry | null>;
  /** Doubtful fields of one name over many documents, and how many there are of each name. */
  fields(
    name: FieldName | null,
    actor: string,
    limit: number,
  ): Promise<{
    readonly names: readonly { readonly name: FieldName; readonly count: number }[];
    readonly items: readonly DoubtfulField[];
  }>;
}

/** More at once nobody looks through in a sitting, and each is an image. */
const fieldsScannedMax = 2000;
/** Somebody else may take a document between the look and the grip; then there is another one to look at. */
const gripsMax = 20;

export function createReviewDesk(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly classes: readonly DocumentClass[];
  readonly company: Company;
  tell?(event: LiveEvent): void;
}): ReviewDesk {
  const { database, clock, classes, company } = parts;
  const daysByClass = Object.fromEntries(classes.map((each) => [each.key, daysOf(each)]));
  const strictest = classes.toSorted((a, b) => daysOf(a) - daysOf(b))[0];
  const order = (filter: QueueFilter): ReviewFilter => ({
    ...filter,
    daysByClass,
    daysUnknown: strictest ? daysOf(strictest) : 0,
  });
  const withDue = (entry: QueueEntry): ReviewEntry => {
    const rule = (classes.find(({ key }) => key === entry.classKey) ?? strictest)?.deadline;
    const receivedAt = new Date(entry.receivedAt);
    return { ...entry, dueAt: (rule ? dueAt(rule, receivedAt, company) : receivedAt).toISOString() };
  };
  const lease = (accountId: string) => {
    const now = clock.now();
    return { accountId, now, until: new Date(now.getTime() + claimSeconds * 1000) };
  };
  /** Others see who has it without asking again and again. */
  const tellOf = async (ids: readonly DocumentId[]): Promise<void> => {
    if (parts.tell === undefined) return;
    for (const news of await newsOfDocuments(database, ids)) parts.tell(news);
  };

  return {
    async queue(filter, actor, limit) {
      const [found, each] = await Promise.all([
        reviewQueue(database, order(filter), { now: clock.now(), limit, accountId: actor }),
        secondsEach(database, actor),
      ]);
      return { ...found, items: found.items.map(withDue), secondsEach: each };
    },

    async next(filter, except, actor) {
      for (let grip = 0; grip < gripsMax; grip += 1) {
        const mine = lease(actor);
        const { id, wasTaken } = await claimNext(database, order(filter), except, mine);
        if (id !== null) {
          await tellOf([id]);
          return { id, until: mine.until };
        }
        if (!wasTaken) return null;
      }
      return null;
    },

    async claim(ids, actor) {
      const mine = lease(actor);
      const had = new Set(
        (await Promise.all(ids.map(async (id) => [id, await reviewHolder(database, id, mine.now)] as const)))
          .filter(([, holder]) => holder?.accountId === actor)
          .map(([id]) => id),
      );
      const taken = await claimDocuments(database, ids, mine);
      await tellOf(ids.filter((id) => taken.has(id) && !had.has(id)));
      const lost = ids.filter((id) => !taken.has(id));
      return {
        held: ids.filter((id) => taken.has(id)).map((id) => ({ id, until: mine.until })),
        lost: await Promise.all(
          lost.map(async (id) => ({ id, by: (await reviewHolder(database, id, mine.now))?.name ?? null })),
        ),
      };
    },

    async giveBack(ids, actor) {
      await tellOf(await giveBackClaims(database, ids, actor));
    },

    async entry(id) {
      const entry = await reviewEntry(database, id, clock.now());
      return entry && withDue(entry);
    },

    async fields(name, actor, limit) {
      const found = await askedFields(database, { accountId: actor, now: clock.now(), limit: fieldsScannedMax });
      const doubtful = found.flatMap((asked): DoubtfulField[] => {
        const doubt = fieldDoubt(asked.field);
        return doubt === null ? [] : [{ ...asked, doubt }];
      });
      const counts = new Map<FieldName, number>();
      for (const { field } of doubtful) counts.set(field.name, (counts.get(field.name) ?? 0) + 1);
      const names = [...counts].map(([each, count]) => ({ name: each, count })).sort((a, b) => b.count - a.count);
      const shown = name ?? names[0]?.name;
      return { names, items: doubtful.filter(({ field }) => field.name === shown).slice(0, limit) };
    },
  };
}

function daysOf({ deadline }: DocumentClass): number {
  return deadline.unit === 'workingDays' ? Math.ceil((deadline.count * 7) / 5) : deadline.count * 30;
}
