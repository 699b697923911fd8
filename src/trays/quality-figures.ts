import type { Database } from '../db/connection.ts';
import {
  type CheckCounts,
  type CheckSums,
  checkCounts,
  checkSums,
  listDecisions,
  modelInUse,
  type SeenCount,
  seenCounts,
} from '../db/quality-figures.ts';
import { type TouchlessCount, touchlessCounts } from '../db/touchless-days.ts';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import { binName, confidenceEnds, knownEnds, type ModelSpread } from '../domain/drift-bins.ts';
import { addChecks, noChecks, type ProvenShare, provenShare } from '../rules/quality/proven-share.ts';
import {
  type DriftFigures,
  type DriftKind,
  type QualityAlarm,
  type QualityThresholds,
  qualityAlarms,
} from '../rules/quality/quality-alarms.ts';
import { type StabilityPart, stabilityIndex } from '../rules/quality/stability-index.ts';

export interface Touchless {
  readonly alone: number;
  readonly asked: number;
  /** 0 to 1; null before the first document. */
  readonly share: number | null;
}

export interface ProvenQuality {
  readonly classPrecision: ProvenShare;
  readonly customerPrecision: ProvenShare;
  readonly touchless: Touchless;
}

export interface QualityRow extends ProvenQuality {
  readonly classKey: string | null;
  readonly channel: Channel | null;
}

export interface Drift {
  readonly model: string;
  readonly reference: { readonly since: Date; readonly until: Date; readonly documents: number };
  /** Null while the reference is still being gathered. */
  readonly recent: { readonly since: Date; readonly until: Date; readonly documents: number } | null;
  readonly parts: readonly (DriftFigures & {
    /** Texts that the model's card counted when it was trained, or post of its first weeks. */
    readonly against: 'training' | 'firstWeeks';
    readonly parts: readonly StabilityPart[];
  })[];
}

export interface QualityReport extends ProvenQuality {
  readonly at: Date;
  readonly since: Date;
  readonly checks: CheckCounts;
  readonly byClass: readonly QualityRow[];
  readonly byChannel: readonly QualityRow[];
  readonly byClassAndChannel: readonly QualityRow[];
  /** By Monday, oldest first. */
  readonly weeks: readonly (ProvenQuality & { readonly week: string })[];
  readonly drift: Drift | null;
  readonly alarms: readonly QualityAlarm[];
  readonly thresholds: QualityThresholds;
}

export interface DriftWindows {
  readonly referenceDays: number;
  readonly recentDays: number;
}

export interface QualityFigures {
  /** Over the last so many weeks. */
  report(weeks: number): Promise<QualityReport>;
  decisions(
    filter: {
      readonly class?: string | undefined;
      readonly channel?: string | undefined;
      readonly since: Date;
      readonly until: Date;
    },
    limit: number,
  ): ReturnType<typeof listDecisions>;
}

const dayMilliseconds = 86_400_000;

/** What the samples prove, how much goes through without a person, and whether the post is still the one that was learnt. */
export function createQualityFigures(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly thresholds: QualityThresholds;
  readonly windows: DriftWindows;
  /** How the model of this version spread at its training, or null when its card does not say. */
  trainedSpread?(version: string): Promise<ModelSpread | null>;
}): QualityFigures {
  const { database, clock, timeZone, thresholds } = parts;
  const finished: CountedPost = { key: '', counts: [], recent: null };
  return {
    async report(weeks) {
      const at = clock.now();
      const since = new Date(at.getTime() - weeks * 7 * dayMilliseconds);
      const span = { since, until: new Date(at.getTime() + dayMilliseconds), timeZone };
      const [classSums, customerSums, touchless, checks, drift] = await Promise.all([
        checkSums(database, 'class', span),
        checkSums(database, 'customer', span),
        touchlessCounts(database, span, at),
        checkCounts(database),
        driftOf(database, at, { ...parts, finished }),
      ]);
      const all = { classSums, customerSums, touchless };
      const total = provenOf(all, () => true);
      return {
        ...total,
        at,
        since,
        checks,
        byClass: rowsOf(all, (sum) => [sum.classKey, null]),
        byChannel: rowsOf(all, (sum) => [null, sum.channel]),
        byClassAndChannel: rowsOf(all, (sum) => [sum.classKey, sum.channel]),
        weeks: [...new Set([...classSums, ...customerSums, ...touchless].map(({ week }) => week))]
          .sort()
          .map((week) => ({ week, ...provenOf(all, (sum) => sum.week === week) })),
        drift,
        alarms: qualityAlarms({ ...total, drift: drift?.parts ?? [] }, thresholds),
        thresholds,
      };
    },
    decisions: (filter, limit) => listDecisions(database, filter, limit),
  };
}

interface Counted {
  readonly classSums: readonly CheckSums[];
  readonly customerSums: readonly CheckSums[];
  readonly touchless: readonly TouchlessCount[];
}
type Cell = Pick<TouchlessCount, 'classKey' | 'channel' | 'week'>;

function provenOf({ classSums, customerSums, touchless }: Counted, counts: (cell: Cell) => boolean): ProvenQuality {
  const proven = (sums: readonly CheckSums[]): ProvenShare =>
    provenShare(sums.filter(counts).reduce<Parameters<typeof addChecks>[0]>(addChecks, noChecks));
  const cells = touchless.filter(counts);
  const alone = cells.reduce((sum, cell) => sum + cell.alone, 0);
  const asked = cells.reduce((sum, cell) => sum + cell.asked, 0);
  return {
    classPrecision: proven(classSums),
    customerPrecision: proven(customerSums),
    touchless: { alone, asked, share: alone + asked === 0 ? null : alone / (alone + asked) },
  };
}

/** One row for each group there is, those with most documents first. */
function rowsOf(
  all: Counted,
  groupOf: (cell: Cell) => readonly [string | null, Channel | null],
): readonly QualityRow[] {
  const groups = new Map<string, readonly [string | null, Channel | null]>();
  for (const cell of [...all.touchless, ...all.classSums]) {
    const group = groupOf(cell);
    groups.set(group.join('/'), group);
  }
  return [...groups]
    .map(([key, [classKey, channel]]): QualityRow => {
      return { classKey, channel, ...provenOf(all, (cell) => groupOf(cell).join('/') === key) };
    })
    .sort((a, b) => b.touchless.alone + b.touchless.asked - a.touchless.alone - a.touchless.asked);
}

/** So much post of a week is counted anew only now and then: a hundred thousand documents take a second or two. */
const recountDocuments = 20_000;
const recountMilliseconds = 600_000;

/** The post of a model's first days, once they are over, changes no more and is counted once; much recent post is kept a while. */
interface CountedPost {
  key: string;
  counts: readonly SeenCount[];
  recent: { readonly model: string; readonly at: Date; readonly counts: readonly SeenCount[] } | null;
}

/**
 * Against the training of the model that is in force, as far as its card tells; the rest against its first days: those are
 * the post for which it was chosen. Training texts are mixed evenly over the classes, so their mixture says nothing of
 * anybody's post and is always that of the first days.
 */
async function driftOf(
  database: Database,
  now: Date,
  {
    windows,
    trainedSpread,
    finished,
  }: {
    windows: DriftWindows;
    trainedSpread?: (version: string) => Promise<ModelSpread | null>;
    finished: CountedPost;
  },
): Promise<Drift | null> {
  const inUse = await modelInUse(database);
  if (inUse === null) return null;
  const { model, since } = inUse;
  const until = new Date(since.getTime() + windows.referenceDays * dayMilliseconds);
  const bins = { confidence: confidenceEnds, known: knownEnds };
  const isGathering = now <= until;
  const key = `${model} ${until.toISOString()}`;
  const [before, trained] = await Promise.all([
    !isGathering && finished.key === key ? finished.counts : seenCounts(database, { since, until, model }, bins),
    trainedSpread?.(model) ?? null,
  ]);
  if (!isGathering) Object.assign(finished, { key, counts: before });
  const reference = { since, until, documents: documentsOf(before) };
  if (isGathering && trained === null) return { model, reference, recent: null, parts: [] };
  const recentSince = new Date(
    Math.max(isGathering ? since.getTime() : until.getTime(), now.getTime() - windows.recentDays * dayMilliseconds),
  );
  const recentUntil = new Date(now.getTime() + dayMilliseconds);
  const isFresh =
    finished.recent?.model === model && now.getTime() - finished.recent.at.getTime() < recountMilliseconds;
  const seen =
    isFresh && finished.recent
      ? finished.recent.counts
      : await seenCounts(database, { since: recentSince, until: recentUntil, model }, bins);
  if (!isFresh) finished.recent = documentsOf(seen) < recountDocuments ? null : { model, at: now, counts: seen };
  const part = (
    kind: DriftKind,
    keyOf: (count: SeenCount) => string | null,
    atTraining: ReadonlyMap<string, number> | null,
  ): Drift['parts'][number] => {
    const [was, is] = [atTraining ?? countBy(before, keyOf), countBy(seen, keyOf)];
    const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
    const against = atTraining === null ? 'firstWeeks' : 'training';
    return { kind, against, ...stabilityIndex(was, is), before: sum(was), now: sum(is) };
  };
  const parts = [
    part(
      'confidence',
      ({ confidenceBin }) => binName(confidenceEnds, confidenceBin),
      trained && named(confidenceEnds, trained.confidence),
    ),
    part('classes', ({ classKey }) => classKey ?? '', null),
    part(
      'unknownWords',
      ({ knownBin }) => (knownBin === null ? null : binName(knownEnds, knownBin)),
      trained && named(knownEnds, trained.knownWords),
    ),
  ];
  return {
    model,
    reference,
    recent: { since: recentSince, until: now, documents: documentsOf(seen) },
    parts: parts.filter(({ against }) => !isGathering || against === 'training'),
  };
}

function named(ends: readonly number[], counts: readonly number[]): ReadonlyMap<string, number> {
  return new Map(counts.map((count, bin) => [binName(ends, bin), count]));
}

function documentsOf(counts: readonly SeenCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function countBy(counts: readonly SeenCount[], keyOf: (count: SeenCount) => string | null): Map<string, number> {
  const by = new Map<string, number>();
  for (const each of counts) {
    const key = keyOf(each);
    if (key !== null) by.set(key, (by.get(key) ?? 0) + each.count);
  }
  return by;
}
