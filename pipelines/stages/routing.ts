import type { Company } from '../../src/domain/company.ts';
import type { DocumentClass } from '../../src/domain/document-class.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { RoutingFacts } from '../../src/domain/facts.ts';
import type { Precedents } from '../../src/ports/precedents.ts';
import { defaultRetry, type Stage } from '../../src/ports/stage.ts';
import { decideRoute } from '../../src/rules/routing/decide-route.ts';
import { factsOf } from './facts-of.ts';

export interface RoutingParts {
  readonly classes: readonly DocumentClass[];
  readonly precedents: Precedents;
  readonly company: Company;
}

/**
 * Offers one work item to the shared queue, by class, language and deadline. When the very same bytes were delivered
 * before, the first delivery's item stands and no second one is offered.
 */
export function createRouting({ classes, precedents, company }: RoutingParts): Stage<'routing'> {
  return {
    name: 'routing',
    version: '1',
    retry: defaultRetry,
    timeoutSeconds: 30,
    async run(document) {
      const classification = factsOf(document, 'classification');
      const { customer, decidedBy } = factsOf(document, 'indexing');
      const documentClass = classes.find((each) => each.key === classification.key);
      if (!documentClass) {
        throw new MailroomError(
          'stage.failed',
          `The class ${classification.key ?? '(none)'} is no longer configured. Order the document again from classification.`,
          {
            params: { stage: 'routing' },
          },
        );
      }
      const { language } = factsOf(document, 'recognition');
      const route = decideRoute(documentClass, { language, receivedAt: document.receivedAt }, company);
      // An attachment is part of its mail: the same form in two mails is two errands. A letter that lay in a scan of letters
      // is what arrived, and a scanner that sends a stack twice sends each letter twice.
      const isPost = document.parentId === null || document.channel !== 'email';
      const duplicateOf = isPost ? await precedents.sameBytes(document.original.sha256, document) : null;
      const facts: RoutingFacts = {
        queue: route.queue,
        priority: route.priority,
        skills: route.skills,
        dueAt: route.dueAt.toISOString(),
        duplicateOf,
      };
      if (duplicateOf !== null) return { kind: 'advance', facts, effects: [] };
      const chosen = customer.decision === 'auto' ? customer.candidates[0] : undefined;
      const isAlone = classification.decidedBy === null && decidedBy === null && document.generation === 0;
      return {
        kind: 'advance',
        facts,
        effects: [
          ...(isAlone
            ? [
                {
                  kind: 'noteDecision',
                  name: 'decision',
                  decision: {
                    documentId: document.id,
                    generation: document.generation,
                    channel: document.channel,
                    language,
                    classKey: documentClass.key,
                    classConfidence: classification.confidence,
                    isClassGiven: document.given?.classKey === documentClass.key,
                    customerNumber: chosen?.customerNumber ?? null,
                    customerConfidence: chosen?.confidence ?? null,
                    isCustomerAsked: documentClass.customer !== 'none',
                    model: classification.classifier?.version ?? null,
                    knownShare: classification.knownShare ?? null,
                  },
                } as const,
              ]
            : []),
          {
            kind: 'offerWorkItem',
            name: 'work-item',
            offer: {
              documentId: document.id,
              channel: document.channel,
              classKey: documentClass.key,
              customerNumber: chosen?.customerNumber ?? null,
              queue: route.queue,
              priority: route.priority,
              skills: route.skills,
              dueAt: route.dueAt,
              deadlineKind: route.deadlineKind,
              receivedAt: document.receivedAt,
              secondClassKey: classification.second?.key ?? null,
            },
          },
        ],
      };
    },
  };
}
