import type { DocumentSnapshot } from '../../domain/document.ts';
import type { FactsByStage } from '../../domain/facts.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import { type StageName, stageNames } from '../../domain/stage-name.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { type AnyStage, defaultRetry, type PipelineDefinition, type StageOutcome } from '../../ports/stage.ts';
import type { SeededRandom } from '../seeded-random.ts';

export interface SimulatedWorld {
  readonly random: SeededRandom;
  readonly store: ObjectStore;
  /** Called when a stage begins; what it returns is awaited, so the story can hold a worker until its lease is gone. */
  hold(document: DocumentSnapshot, stage: StageName): Promise<void>;
}

/** Six stages that put objects, fail, snooze and take long as the seed says, and otherwise advance. */
export function simulatedPipeline(world: SimulatedWorld): PipelineDefinition {
  return {
    name: 'letter',
    version: '1',
    channels: ['letter'],
    steps: stageNames.map((name) => ({ stage: simulatedStage(name, world) as AnyStage })),
  };
}

function simulatedStage(name: StageName, world: SimulatedWorld) {
  return {
    name,
    version: '1',
    retry: { ...defaultRetry, attemptsMax: 50 },
    timeoutSeconds: 600,
    async run(
      document: DocumentSnapshot,
      context: { readonly clock: { now(): Date } },
    ): Promise<StageOutcome<FactsByStage[StageName]>> {
      await world.store.put(Buffer.from(`${document.id}/${name}`));
      await world.hold(document, name);
      if (world.random.chance(0.08)) throw new Error('a passing fault');
      if (world.random.chance(0.05)) {
        return {
          kind: 'snooze',
          until: new Date(context.clock.now().getTime() + 5000),
          reason: 'something outside is away',
        };
      }
      return {
        kind: 'advance',
        facts: emptyFacts[name],
        effects: name === 'routing' ? [offerFor(document)] : [],
        children:
          name === 'preparation' && document.depth === 0 && document.filename.startsWith('mail')
            ? [0, 1].map((ordinal) => ({
                ordinal,
                filename: `part ${ordinal}`,
                declaredMediaType: null,
                original: document.original,
              }))
            : [],
      };
    },
  };
}

const noSha = '0'.repeat(64) as Sha256;

/** The least each stage can say: the engine only carries facts. */
export const emptyFacts: FactsByStage = {
  preparation: {
    kind: 'text',
    mediaType: 'text/plain',
    pages: [],
    mail: null,
    reading: null,
    pdf: null,
    childCount: 0,
    remarks: [],
  },
  recognition: {
    language: 'und',
    reading: noSha,
    pageConfidences: [],
    characterCount: 0,
    wordCount: 0,
    engine: null,
    turnedPages: [],
  },
  classification: {
    key: 'general_inquiry',
    confidence: 1,
    decision: 'auto',
    alternatives: [],
    second: null,
    evidence: [],
    classifier: null,
    decidedBy: null,
  },
  indexing: { fields: [], customer: { decision: 'none', candidates: [] }, decidedBy: null },
  archiving: {
    objectId: '',
    originalSha256: noSha,
    renditionSha256: noSha,
    retainUntil: '',
    deletionClass: '',
    verifiedAt: '',
  },
  routing: { queue: 'service', priority: 50, skills: [], dueAt: '', duplicateOf: null },
};

function offerFor(document: DocumentSnapshot) {
  return {
    kind: 'offerWorkItem',
    name: 'work-item',
    offer: {
      documentId: document.id,
      channel: document.channel,
      classKey: 'general_inquiry',
      customerNumber: null,
      queue: 'service',
      priority: 50,
      skills: ['de'],
      dueAt: new Date('2026-12-01T16:00:00Z'),
      deadlineKind: 'contractual',
      receivedAt: document.receivedAt,
      secondClassKey: null,
    },
  } as const;
}
