import type { Company } from '../../src/domain/company.ts';
import type { EvidenceKind, Match } from '../../src/domain/customer.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { DocumentClass } from '../../src/domain/document-class.ts';
import type { Problem } from '../../src/domain/errors.ts';
import type { ClassificationFacts, IndexingFacts } from '../../src/domain/facts.ts';
import type { FieldName, IndexField } from '../../src/domain/index-data.ts';
import type { CustomerDirectory } from '../../src/ports/customer-directory.ts';
import type { Kinship } from '../../src/ports/kinship.ts';
import type { ReadingStore } from '../../src/ports/reading-store.ts';
import { defaultRetry, type Stage } from '../../src/ports/stage.ts';
import { extractFields } from '../../src/rules/extraction/extract.ts';
import type { Extraction } from '../../src/rules/extraction/extraction.ts';
import { type ClassedFields, fieldsOfClass } from '../../src/rules/extraction/fields-of-class.ts';
import { lookUpCustomer } from '../../src/rules/matching/look-up-customer.ts';
import type { WeightShifts } from '../../src/rules/matching/weight-shifts.ts';
import { factsOf } from './facts-of.ts';

export interface IndexingParts {
  readonly directory: CustomerDirectory;
  readonly readings: ReadingStore;
  readonly kinship: Kinship;
  readonly classes: readonly DocumentClass[];
  readonly company: Company;
  /** The company's own weights in force; null for those that ship. */
  readonly matchWeights?: () => Promise<WeightShifts | null>;
}

/**
 * Finds the index fields and the customer. Every doubt of class and customer is put before a person here, once and
 * together; whatever the machine guessed goes along.
 */
export function createIndexing(parts: IndexingParts): Stage<'indexing'> {
  return {
    name: 'indexing',
    version: '1',
    retry: defaultRetry,
    timeoutSeconds: 60,
    async run(document, { signal }) {
      const classification = factsOf(document, 'classification');
      const extraction = await extractionOf(parts, document);
      const need = parts.classes.find((each) => each.key === classification.key)?.customer ?? 'required';
      const matched = await lookUpCustomer(parts.directory, extraction, {
        // A class without customers is looked up too: a supplier's reminder does not know our customer numbers.
        need: need === 'none' ? 'optional' : need,
        signal,
        shifts: (await parts.matchWeights?.()) ?? null,
      });
      const isCustomersOwn = need !== 'none' || namesCustomerNumber(matched.match);
      const customer: Match = isCustomersOwn ? matched.match : { decision: 'none', candidates: [] };
      const classed = fieldsOfDocument(parts.classes, classification, matched.fields, extraction.misread ?? new Set());
      const facts: IndexingFacts = {
        fields: [...classed.fields, ...archiveNumberOf(document)],
        customer,
        decidedBy: null,
      };

      const aboutClass =
        need === 'none' && isCustomersOwn ? questionAboutSupplier(classification) : questionAboutClass(classification);
      const aboutCustomer = isCustomersOwn ? matched.question : null;
      const asked = join(questionAboutTear(document), join(join(aboutClass, aboutCustomer), classed.question));
      return asked === null
        ? { kind: 'advance', facts, effects: [] }
        : { kind: 'park', tray: 'indexing', question: asked, facts };
    },
  };
}

/** What a document says about itself, before anybody looks into the directory. Also for explaining a match later. */
export async function extractionOf(
  { readings, kinship, company }: Pick<IndexingParts, 'readings' | 'kinship' | 'company'>,
  document: Pick<DocumentSnapshot, 'parentId' | 'channel' | 'receivedAt' | 'facts'>,
): Promise<Extraction> {
  const preparation = factsOf(document, 'preparation');
  return extractFields({
    reading: await readings.load(factsOf(document, 'recognition').reading),
    header: preparation.mail ?? (await mailOfParent(kinship, document)),
    channel: document.channel,
    pageSizes: new Map(preparation.pages.map(({ number, widthMm, heightMm }) => [number, { widthMm, heightMm }])),
    company,
    receivedAt: document.receivedAt,
  });
}

/**
 * Only a class that is sure says which fields there are: until then every one that was found is kept. A second concern
 * brings its own fields along, and nobody is asked about those.
 */
function fieldsOfDocument(
  classes: readonly DocumentClass[],
  { key, decision, second }: ClassificationFacts,
  found: readonly IndexField[],
  misread: ReadonlySet<FieldName>,
): ClassedFields {
  const rules = classes.find((each) => each.key === key)?.fields;
  if (decision !== 'auto' || rules === undefined) return { fields: found, question: null };
  const more = classes.find((each) => each.key === second?.key)?.fields ?? [];
  const others = more.filter(({ name }) => !rules.some((rule) => rule.name === name));
  return fieldsOfClass(found, [...rules, ...others.map((rule) => ({ ...rule, ask: 'never' as const }))], misread);
}

/** What a separator sheet or a label said; it stands on no page that could be marked for certain. */
function archiveNumberOf({ given }: DocumentSnapshot): readonly IndexField[] {
  if (given === null || given.archiveNumber === null) return [];
  return [
    {
      name: 'archiveNumber',
      value: given.archiveNumber,
      confidence: 1,
      page: null,
      box: null,
      source: 'header',
      foundBy: 'separator',
    },
  ];
}

async function mailOfParent(kinship: Kinship, document: Pick<DocumentSnapshot, 'parentId'>) {
  return document.parentId === null ? null : kinship.mailOf(document.parentId);
}

/** Only a customer writes a number that leads to them in our directory. */
function namesCustomerNumber({ decision, candidates }: Match): boolean {
  const numbers: readonly EvidenceKind[] = ['customerNumber', 'contractNumber', 'meterNumber'];
  return decision === 'auto' && (candidates[0]?.evidence.some(({ kind }) => numbers.includes(kind)) ?? false);
}

/** Rounded down, and to a tenth near the thresholds: "93 % sure" beside a threshold of 93 % would ask why it asks. */
function percentOf(confidence: number): number {
  return confidence < 0.9 ? Math.floor(confidence * 100) : Math.floor(confidence * 1000) / 10;
}

function questionAboutSupplier(classification: ClassificationFacts): Problem {
  return {
    code: 'class.unsure',
    message: `Is this "${classification.key}"? That class belongs to no customer, but the document names one of ours by number. Confirm it or choose another class.`,
    params: { class: classification.key ?? '', percent: percentOf(classification.confidence) },
  };
}

/** However sure the machine is of what it read: what it did not see may say something else. */
function questionAboutTear(document: DocumentSnapshot): Problem | null {
  if (factsOf(document, 'preparation').isTorn !== true) return null;
  return {
    code: 'document.torn',
    message: 'The file breaks off: pages may be missing. Look at it, scan it again or accept it as it is.',
  };
}

function questionAboutClass(classification: ClassificationFacts): Problem | null {
  if (classification.decision === 'auto') return null;
  if (classification.key === null) {
    return { code: 'class.unsure', message: 'What is this document about? No class fits well. Choose one.' };
  }
  return {
    code: 'class.unsure',
    message: `Is this "${classification.key}"? The classifier is not sure. Confirm it or choose another class.`,
    params: { class: classification.key, percent: percentOf(classification.confidence) },
  };
}

/**
 * The class is asked about first: it decides whether a customer is needed at all; fields come last. `also` names every
 * further question, so that none of them is lost behind the first.
 */
function join(first: Problem | null, then: Problem | null): Problem | null {
  if (first === null || then === null) return first ?? then;
  return {
    ...first,
    message: `${first.message} ${then.message}`,
    params: {
      ...then.params,
      ...first.params,
      also: [first.params?.also, then.code, then.params?.also].filter((code) => code !== undefined).join(', '),
    },
  };
}
