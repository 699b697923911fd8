import { extractionOf } from '../../../pipelines/stages/indexing.ts';
import { estimateFromPost } from '../../app/matching/estimate-from-post.ts';
import { recordAudit } from '../../db/audit-events.ts';
import { documentFacts } from '../../db/document-facts.ts';
import { createKinship } from '../../db/kinship.ts';
import {
  activateMatchWeights,
  insertMatchWeights,
  matchWeightsInForce,
  newestMatchWeights,
  rollBackMatchWeights,
} from '../../db/match-weights.ts';
import { MailroomError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';
import { explainMatch, explanationLines } from '../../rules/matching/explain-match.ts';
import { lookUpCustomer } from '../../rules/matching/look-up-customer.ts';
import { matchesMin, pairsMin, type Reestimate } from '../../rules/matching/weight-shifts.ts';
import { parseWholeNumber } from '../arguments.ts';
import type { GlobalOptions } from '../main.ts';
import { withMailroom } from '../open.ts';
import { createOutput } from '../output.ts';

/** Weighs a document's customers again, against the directory as it is now, and says why. Changes nothing. */
export async function explain(document: string, options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const id = parseId('doc', document);
  if (id === null)
    throw new MailroomError(
      'request.invalid',
      `"${document}" is not the id of a document. Take it from the document's page or from "documentId" of a result: it looks like doc_0197b3c2-….`,
    );
  await withMailroom(options, async ({ database, readings, directory, matchWeights, classes, settings }) => {
    const known = await documentFacts(database, id);
    if (known === null) throw new MailroomError('resource.missing', `There is no document ${document}.`);
    if (!known.facts.recognition)
      throw new MailroomError(
        'resource.missing',
        `${document} was not read yet. Wait until it has passed recognition.`,
      );
    const parts = { readings, kinship: createKinship(database), company: settings.company };
    const extraction = await extractionOf(parts, known);
    const need = classes.find(({ key }) => key === known.facts.classification?.key)?.customer ?? 'required';
    const found = await lookUpCustomer(directory, extraction, {
      need: need === 'none' ? 'optional' : need,
      signal: new AbortController().signal,
      shifts: await matchWeights(),
    });
    const explanation = { documentId: id, ...explainMatch(extraction, found) };
    output.result(explanation, explanationLines(explanation).join('\n'));
  });
}

export interface ReestimateOptions extends GlobalOptions {
  readonly documents?: string;
  readonly activate?: boolean;
  readonly rollback?: boolean;
}

/** Whoever has the command line has the machine; the audit trail calls them by its name. */
const actor = 'mailroom';

/** Estimates the weights from the company's own post and shows them; puts them in force only when told to. */
export async function reestimate(options: ReestimateOptions): Promise<void> {
  const output = createOutput(options.json === true);
  if (options.activate === true && options.rollback === true)
    throw new MailroomError('request.invalid', 'Give --activate or --rollback, not both.');
  await withMailroom(options, async (mailroom) => {
    const { database } = mailroom;
    if (options.rollback === true) {
      const { isBack, inForce } = await database.transaction(async (tx) => {
        const isBack = await rollBackMatchWeights(tx, actor);
        const inForce = await matchWeightsInForce(tx);
        if (isBack) await recordAudit(tx, auditOf('match_weights.rolled_back', inForce?.id ?? null));
        return { isBack, inForce };
      });
      return output.result(
        { isRolledBack: isBack, inForce: inForce?.id ?? null },
        isBack ? `In force again: ${nameOf(inForce)}.` : 'The weights of the product are in force already.',
      );
    }
    if (options.activate === true) {
      const newest = await newestMatchWeights(database);
      if (newest === null)
        throw new MailroomError('resource.missing', 'There is no estimate yet. Run "mailroom match reestimate" first.');
      await database.transaction(async (tx) => {
        await activateMatchWeights(tx, newest.id, actor);
        await recordAudit(tx, auditOf('match_weights.activated', newest.id));
      });
      return output.result(
        { inForce: newest.id, shifts: newest.shifts },
        `In force: ${nameOf(newest)}. Workers take it up by themselves. "mailroom match reestimate --rollback" undoes it.`,
      );
    }
    const documents =
      options.documents === undefined ? 2000 : parseWholeNumber('--documents', options.documents, 100_000, 1);
    const progress = output.progress('Documents', null);
    const { estimate, ...counts } = await estimateFromPost(
      { ...mailroom, kinship: createKinship(database), company: mailroom.settings.company },
      { documents, onProgress: (done) => progress.advance(done) },
    );
    progress.end();
    if (estimate === null)
      return output.result(
        { ...counts, id: null, estimate: null },
        `Too little post, or too little in it that tells customers apart: ${counts.documents} documents with ${counts.pairs} candidates. At least ${pairsMin} candidates are needed of which ${matchesMin} fit. Nothing was kept.`,
      );
    const { shifts, pairs, matches } = estimate;
    const id = await insertMatchWeights(database, { pairs, matches, shifts, estimate });
    output.result({ ...counts, id, estimate }, estimateLines(id, estimate).join('\n'));
  });
}

function auditOf(action: string, id: number | null) {
  return { actor, action, subject: id === null ? 'match-weights:product' : `match-weights:${id}` };
}

function nameOf(weights: { readonly id: number } | null): string {
  return weights === null ? 'the weights of the product' : `estimate ${weights.id}`;
}

function estimateLines(id: number, { pairs, matches, rounds, randomPairs, lines, shifts }: Reestimate) {
  const bits = (value: number | null) => (value === null ? '–' : value.toFixed(1)).padStart(6);
  return [
    `Estimate ${id}: ${pairs} candidates, ${matches} of them fit, ${randomPairs} random pairs, ${rounds} rounds.`,
    `  ${'reason'.padEnd(20)} in force  estimated  would be`,
    ...lines.map(
      ({ feature, level, oldBits, estimatedBits, newBits, note }) =>
        `  ${`${feature} ${level}`.padEnd(20)} ${bits(oldBits)}     ${bits(estimatedBits)}    ${bits(newBits)}  ${note}`,
    ),
    Object.keys(shifts).length === 0
      ? 'It moves no weight: in force it would be the weights of the product.'
      : 'Nothing is in force yet: "mailroom match reestimate --activate" puts the newest estimate in force.',
  ];
}
