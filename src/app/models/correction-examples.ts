import type { Example } from '../../../classifiers/learning/example.ts';
import { textOfFirstPages } from '../../../pipelines/stages/classification.ts';
import type { Database } from '../../db/connection.ts';
import { type Correction, standingCorrections } from '../../db/corrections.ts';
import { readDocuments } from '../../db/read-documents.ts';
import { MailroomError } from '../../domain/errors.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { Reading } from '../../domain/page.ts';
import type { ReadingStore } from '../../ports/reading-store.ts';
import { type Contradiction, uncontradicted } from '../../rules/quality/uncontradicted.ts';

export interface CorrectionExample extends Example {
  readonly documentId: DocumentId;
}

export interface CorrectionExamples {
  readonly examples: readonly CorrectionExample[];
  readonly contradictions: readonly Contradiction[];
  /** The text was not to be had any more, or empty. */
  readonly unreadable: number;
}

const batchSize = 200;
/** More texts than any company corrects in years; a limit all the same. */
const examplesMax = 100_000;

/** People's answers as training texts, in the words the classifier was shown, without those that contradict each other. */
export async function correctionExamples(parts: {
  readonly database: Database;
  readonly readings: ReadingStore;
}): Promise<CorrectionExamples> {
  const found: CorrectionExample[] = [];
  let unreadable = 0;
  let afterId = 0;
  while (found.length < examplesMax) {
    const corrections = await standingCorrections(parts.database, { afterId, limit: batchSize });
    const last = corrections.at(-1);
    if (last === undefined) break;
    afterId = last.id;
    const answers = corrections.filter(({ kind, said }) => kind === 'answer' && said.classKey !== undefined);
    const documents = new Map(
      (
        await readDocuments(
          parts.database,
          answers.map(({ documentId }) => documentId),
        )
      ).map((one) => [one.id, one]),
    );
    for (const answer of answers) {
      const document = documents.get(answer.documentId);
      const recognition = document?.facts.recognition;
      const reading: Reading | null = recognition
        ? await parts.readings.load(recognition.reading).catch(nullWhenGone)
        : null;
      const text = reading === null ? '' : textOfFirstPages(reading);
      if (document === undefined || recognition === undefined || !/\p{L}/u.test(text)) unreadable += 1;
      else
        found.push(
          exampleOf(answer, {
            text,
            channel: document.channel,
            language: recognition.language,
            mail: document.facts.preparation?.mail ?? null,
          }),
        );
    }
  }
  const { kept, contradictions } = uncontradicted(found);
  return { examples: kept, contradictions, unreadable };
}

function nullWhenGone(error: unknown): null {
  if (error instanceof MailroomError && error.code.startsWith('object.')) return null;
  throw error;
}

function exampleOf(
  { documentId, said, machine }: Correction,
  read: Pick<Example, 'text' | 'channel' | 'language'> & {
    readonly mail: { readonly subject: string | null; readonly from: string | null } | null;
  },
): CorrectionExample {
  // Not asked for a second concern, a person left the machine's guess alone; that is no answer.
  const second = said.secondClassKey === undefined ? null : said.secondClassKey;
  return {
    documentId,
    text: read.text,
    classKey: said.classKey ?? machine.classification?.key ?? '',
    second,
    subject: read.mail?.subject ?? null,
    senderEmail: read.mail?.from ?? null,
    channel: read.channel,
    language: read.language,
  };
}
