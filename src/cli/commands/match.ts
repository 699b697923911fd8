import { extractionOf } from '../../../pipelines/stages/indexing.ts';
import { documentFacts } from '../../db/document-facts.ts';
import { createKinship } from '../../db/kinship.ts';
import { MailroomError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';
import { explainMatch, explanationLines } from '../../rules/matching/explain-match.ts';
import { lookUpCustomer } from '../../rules/matching/look-up-customer.ts';
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
  await withMailroom(options, async ({ database, readings, directory, classes, settings }) => {
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
    });
    const explanation = { documentId: id, ...explainMatch(extraction, found) };
    output.result(explanation, explanationLines(explanation).join('\n'));
  });
}
