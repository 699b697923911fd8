import { setImmediate as nextTurn } from 'node:timers/promises';
import { createClassification } from '../../../pipelines/stages/classification.ts';
import type { Database } from '../../db/connection.ts';
import { type ReadDocument, recentReadDocuments } from '../../db/read-documents.ts';
import type { Clock } from '../../domain/clock.ts';
import type { DocumentSnapshot } from '../../domain/document.ts';
import type { DocumentClass } from '../../domain/document-class.ts';
import { MailroomError } from '../../domain/errors.ts';
import type { ClassificationFacts } from '../../domain/facts.ts';
import { newId } from '../../domain/ids.ts';
import type { Classifier } from '../../ports/classifier.ts';
import type { ModelComparison } from '../../ports/model-registry.ts';
import type { ReadingStore } from '../../ports/reading-store.ts';

const examplesEach = 5;

/**
 * Runs the very stage of the pipeline with both classifiers over the last documents and says who would move where.
 * Nothing is written.
 */
export async function compareClassifiers(parts: {
  readonly database: Database;
  readonly readings: ReadingStore;
  readonly classes: readonly DocumentClass[];
  readonly clock: Clock;
  readonly before: Classifier;
  readonly after: Classifier;
  readonly limit: number;
  readonly onProgress?: (done: number) => void;
}): Promise<Omit<ModelComparison, 'at' | 'against'>> {
  const classify = (classifier: Classifier) => {
    const stage = createClassification({ classifier, readings: parts.readings, classes: parts.classes });
    return async (document: ReadDocument): Promise<ClassificationFacts | null> => {
      const signal = new AbortController().signal;
      const context = { signal, clock: parts.clock, attempt: 1, isLastAttempt: true };
      const outcome = await stage.run(snapshotOf(document), context);
      return outcome.kind === 'advance' ? outcome.facts : null;
    };
  };
  const [before, after] = [classify(parts.before), classify(parts.after)];
  const documents = await recentReadDocuments(parts.database, parts.limit);
  const moves = new Map<
    string,
    { from: string | null; to: string | null; count: number; alone: number; documents: string[] }
  >();
  const sums = { documents: 0, unreadable: 0, sameClass: 0, aloneBefore: 0, aloneAfter: 0, changedAlone: 0 };
  const answered = { count: 0, before: 0, after: 0 };

  for (const [index, document] of documents.entries()) {
    const pair = await bothOf(document);
    if (pair === null) sums.unreadable += 1;
    else weigh(document, ...pair);
    parts.onProgress?.(index + 1);
    // Milliseconds of computing each: requests and live news get their turn between two documents.
    await nextTurn();
  }
  return {
    ...sums,
    answered,
    moves: [...moves.values()].sort((a, b) => b.count - a.count || b.alone - a.alone),
  };

  async function bothOf(document: ReadDocument): Promise<readonly [ClassificationFacts, ClassificationFacts] | null> {
    try {
      const [was, would] = [await before(document), await after(document)];
      return was && would && [was, would];
    } catch (error) {
      // Deleted by its retention, or lost: the comparison tells how many, and goes on.
      if (error instanceof MailroomError && error.code.startsWith('object.')) return null;
      throw error;
    }
  }

  function weigh({ id, facts }: ReadDocument, was: ClassificationFacts, would: ClassificationFacts): void {
    sums.documents += 1;
    const isSame = was.key === would.key;
    if (isSame) sums.sameClass += 1;
    if (was.decision === 'auto') sums.aloneBefore += 1;
    if (would.decision === 'auto') sums.aloneAfter += 1;
    if (!isSame && was.decision === 'auto' && would.decision === 'auto') sums.changedAlone += 1;
    const truth = facts.classification?.decidedBy == null ? undefined : facts.classification.key;
    if (truth !== undefined) {
      answered.count += 1;
      if (was.key === truth) answered.before += 1;
      if (would.key === truth) answered.after += 1;
    }
    if (isSame) return;
    const name = `${was.key}/${would.key}`;
    const move = moves.get(name) ?? { from: was.key, to: would.key, count: 0, alone: 0, documents: [] };
    move.count += 1;
    if (would.decision === 'auto') move.alone += 1;
    if (move.documents.length < examplesEach) move.documents.push(id);
    moves.set(name, move);
  }
}

/** What classification looks at; nothing else of the document matters to it. */
function snapshotOf({ id, channel, facts }: ReadDocument): DocumentSnapshot {
  return {
    id,
    submissionId: newId('sub'),
    parentId: null,
    depth: 0,
    channel,
    receivedAt: new Date(0),
    filename: '',
    declaredMediaType: null,
    original: { sha256: '' as never, byteLength: 0 },
    given: null,
    generation: 0,
    facts,
  };
}
