import { extractionOf, type IndexingParts } from '../../../pipelines/stages/indexing.ts';
import type { Database } from '../../db/connection.ts';
import { sampleCustomers } from '../../db/customers.ts';
import { documentFacts, newestReadDocuments } from '../../db/document-facts.ts';
import { type Comparison, comparePair } from '../../rules/matching/comparison.ts';
import { lookUpCustomer } from '../../rules/matching/look-up-customer.ts';
import { scoreCandidates } from '../../rules/matching/score-candidates.ts';
import { type ComparedPair, type Reestimate, reestimateWeights } from '../../rules/matching/weight-shifts.ts';

export interface EstimateOptions {
  /** How many of the last documents are looked at. */
  readonly documents: number;
  readonly onProgress: (done: number, total: number) => void;
}

export interface EstimateFromPost {
  readonly documents: number;
  readonly pairs: number;
  /** Null when there is too little post. */
  readonly estimate: Reestimate | null;
}

/** A document that resembles hundreds must not outvote all others. */
const candidatesMax = 20;
const strangersEach = 20;
const strangersMax = 2000;

/**
 * Compares the last documents with their candidates and with customers drawn at random, and estimates the weights from
 * that. Needs no answers of people, and changes nothing.
 */
export async function estimateFromPost(
  parts: Pick<IndexingParts, 'directory' | 'readings' | 'kinship' | 'company'> & { readonly database: Database },
  { documents, onProgress }: EstimateOptions,
): Promise<EstimateFromPost> {
  const ids = await newestReadDocuments(parts.database, documents);
  const strangers = await sampleCustomers(parts.database, strangersMax);
  const pairs: ComparedPair[] = [];
  const random: Comparison[] = [];
  const { signal } = new AbortController();
  let looked = 0;
  for (const id of ids) {
    const known = await documentFacts(parts.database, id);
    if (!known?.facts.recognition) continue;
    const extraction = await extractionOf(parts, known);
    const { scored } = await lookUpCustomer(parts.directory, extraction, { need: 'required', signal });
    for (const each of scored.slice(0, candidatesMax))
      pairs.push({ comparison: comparePair(each, extraction), pieces: each.pieces, confidence: each.confidence });
    const own = new Set(scored.map(({ customerNumber }) => customerNumber));
    const drawn = Array.from(
      { length: Math.min(strangersEach, strangers.length) },
      (_, at) => strangers[(looked * strangersEach + at) % strangers.length],
    ).flatMap((record) => (record && !own.has(record.customerNumber) ? [record] : []));
    for (const each of scoreCandidates(drawn, extraction)) random.push(comparePair(each, extraction));
    looked += 1;
    onProgress(looked, ids.length);
  }
  return { documents: looked, pairs: pairs.length, estimate: reestimateWeights(pairs, random, looked) };
}
