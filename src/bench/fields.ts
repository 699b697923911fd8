import { defaultDocumentClasses } from '../../classifiers/document-classes.ts';
import { createRandom } from '../../fixtures/generator/random.ts';
import { defaultClassFields } from '../config/class-fields.ts';
import type { Channel } from '../domain/channel.ts';
import { demoCompany } from '../domain/company.ts';
import { unsureBelow } from '../domain/entered-field.ts';
import { type FieldName, fieldNames, type IndexField } from '../domain/index-data.ts';
import { type Reading, textOfReading } from '../domain/page.ts';
import type { CustomerDirectory } from '../ports/customer-directory.ts';
import { extractFields } from '../rules/extraction/extract.ts';
import { commonFields, fieldsOfClass } from '../rules/extraction/fields-of-class.ts';
import { lookUpCustomer } from '../rules/matching/look-up-customer.ts';
import { type Bench, rounded } from './bench.ts';
import { type ReadDocument, readFieldsPost } from './fields-post.ts';
import { createIndexedDirectory } from './indexed-directory.ts';
import { misreadReading } from './misread-reading.ts';
import { calibrationError, type FieldScore, type ScoredFields, sameValue, scoreFields, tally } from './score-fields.ts';

/** Scans and faxes take a reader's time; mails and born-digital pages do not. */
const usual: Readonly<Record<Channel, number>> = { letter: 30, fax: 20, email: 150, portal: 120 };
const noiseShares = [0.01, 0.03, 0.05];
const noisyTokensMin = 5000;
const noisyRounds = 9;
/** Names the truth does not have: dates are written down there without what they are for. */
const unknownNames: readonly FieldName[] = ['archiveNumber', 'effectiveDate', 'dueDate', 'oldAddress', 'ownReference'];
const judgedNames = new Set(fieldNames.filter((name) => !unknownNames.includes(name)));
const paperPrecisionMin = 0.95;
const paperRecallMin = 0.9;

/** How many fields are found, how many of those are right, and whether repairs ever make a wrong value of a misread one. */
export const fields: Bench = {
  name: 'fields',
  target:
    'fields of generated post: precision ≥ 0.95 and recall ≥ 0.90 on OCRed scans and faxes, no false repair in ≥ 5,000 misread tokens',
  async run({ count, seed, options, folder, say }) {
    const factor = count === null ? 1 : count / 320;
    const counts = Object.fromEntries(
      Object.entries(usual).map(([channel, number]) => [channel, Math.max(1, Math.round(number * factor))]),
    ) as Record<Channel, number>;
    const engine = options.get('engine') ?? 'auto';
    const { customers, documents } = await readFieldsPost({ seed, counts, engine, folder }, say);
    const directory = createIndexedDirectory(customers);
    const figures: Record<string, number | string | boolean> = { documents: documents.length, engine };

    const kinds = new Map<string, ReadDocument[]>();
    for (const document of documents) {
      const kind = kindOf(document);
      kinds.set(kind, [...(kinds.get(kind) ?? []), document]);
    }
    let isReached = true;
    for (const [kind, ofKind] of kinds) {
      const scored = await Promise.all(ofKind.map((document) => judge(document, document.reading, directory)));
      const all = report(figures, kind, scored);
      if (kind !== 'scan' && kind !== 'fax') continue;
      if (all.precision < paperPrecisionMin || all.recall < paperRecallMin) isReached = false;
    }

    // Printed pages only: a mail's own head would be read as text of a letter.
    const clean = documents.filter((document) => kindOf(document) === 'pdf');
    let tokens = 0;
    let falseRepairs = 0;
    for (const share of noiseShares) {
      say(`Misreading ${Math.round(share * 100)} % of the characters of ${clean.length} clean documents …`);
      const scored: ScoredFields[] = [];
      for (const [at, document] of Array.from({ length: noisyRounds }, () => clean)
        .flat()
        .entries()) {
        const random = createRandom(`misread/${seed}/${share}/${at}`);
        const reading = misreadReading(random, document.reading, share);
        tokens += misreadTokens(document.reading, reading);
        const found = await fieldsOf(document, reading, directory);
        falseRepairs += countFalseRepairs(found, document, reading);
        scored.push(scoreFields(found, wantedOf(document), judgedNames));
      }
      report(figures, `misread-${Math.round(share * 100)}%`, scored);
    }
    figures.misreadTokens = tokens;
    figures.falseRepairs = falseRepairs;
    return { isReached: isReached && falseRepairs === 0 && tokens >= noisyTokensMin, figures };
  },
};

function kindOf({ expected }: ReadDocument): string {
  return expected.look === 'clean' ? (expected.channel === 'portal' ? 'pdf' : 'mail') : expected.look;
}

async function judge(document: ReadDocument, reading: Reading, directory: CustomerDirectory): Promise<ScoredFields> {
  return scoreFields(await fieldsOf(document, reading, directory), wantedOf(document), judgedNames);
}

/** As the indexing stage does it, with the true class: what the classifier makes of it is another bench. */
async function fieldsOf(
  document: ReadDocument,
  reading: Reading,
  directory: CustomerDirectory,
): Promise<readonly IndexField[]> {
  const { expected, header, pageSizes, receivedAt } = document;
  const extraction = extractFields({
    reading,
    header,
    channel: expected.channel,
    pageSizes: new Map(pageSizes.map((page) => [page.number, page])),
    company: demoCompany,
    receivedAt: new Date(receivedAt),
  });
  const need = defaultDocumentClasses.find(({ key }) => key === expected.class)?.customer ?? 'required';
  const looked = await lookUpCustomer(directory, extraction, {
    need: need === 'none' ? 'optional' : need,
    signal: new AbortController().signal,
  });
  return fieldsOfClass(looked.fields, rulesOf(expected), extraction.misread ?? new Set()).fields;
}

/** What is written there and what its class has: the account below a newspaper's letter is nobody's business. */
function wantedOf({ expected }: ReadDocument) {
  const names = new Set(rulesOf(expected).map(({ name }) => name));
  // The number that a fax machine prints at the top is nobody's to call back.
  const dense = expected.text
    .split('\f')
    .map((page) => (expected.look === 'fax' ? page.trimStart().split('\n').slice(1).join('') : page))
    .join('')
    .replace(/\D/g, '');
  return expected.fields.filter(
    ({ name, value }) =>
      (commonFields.has(name) || names.has(name)) && (name !== 'phone' || dense.includes(value.replace(/^\+\d\d/, ''))),
  );
}

function rulesOf(expected: ReadDocument['expected']) {
  return [expected.class, expected.secondClass].flatMap((key) => defaultClassFields[key ?? ''] ?? []);
}

/** Values that the directory put right or gave, and that stand neither in the document nor in what was read of it. */
function countFalseRepairs(found: readonly IndexField[], { expected }: ReadDocument, reading: Reading): number {
  const dense = denseOf(expected.text);
  const read = denseOf(textOfReading(reading));
  return found.filter(({ name, value, foundBy, source }) => {
    const isRepair = source === 'directory' || foundBy.includes('repaired');
    const isTrue = expected.fields.some((each) => each.name === name && sameValue(name, each.value, value));
    const digits = denseOf(value);
    // Misread into the number of somebody else it stands there as it is: wrong, and found so by the match, but no repair.
    const stands = (text: string) => text.includes(digits) || text.includes(digits.replace(/^[A-Z]+/, ''));
    return isRepair && !isTrue && !stands(dense) && !stands(read);
  }).length;
}

const denseOf = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9@]/g, '');

function misreadTokens(before: Reading, after: Reading): number {
  const known = new Map<string, number>();
  for (const { words } of before.pages)
    for (const { text } of words) if (/\d|@/.test(text)) known.set(text, (known.get(text) ?? 0) + 1);
  let count = [...known.values()].reduce((sum, times) => sum + times, 0);
  for (const { words } of after.pages) {
    for (const { text } of words) {
      const left = known.get(text) ?? 0;
      if (left > 0) {
        known.set(text, left - 1);
        count -= 1;
      }
    }
  }
  return count;
}

function report(
  figures: Record<string, number | string | boolean>,
  kind: string,
  scored: readonly ScoredFields[],
): { readonly precision: number; readonly recall: number } {
  const scores = tally(scored, unsureBelow);
  let [expected, found, right, sureWrong] = [0, 0, 0, 0];
  for (const [name, score] of [...scores].sort()) {
    expected += score.expected;
    found += score.found;
    right += score.right;
    sureWrong += score.sureWrong;
    figures[`${kind}.${name}`] = written(score);
  }
  const precision = right / Math.max(1, found);
  const recall = right / Math.max(1, expected);
  figures[`${kind}.documents`] = scored.length;
  figures[`${kind}.precision`] = rounded(precision);
  figures[`${kind}.recall`] = rounded(recall);
  figures[`${kind}.sureWrong`] = sureWrong;
  figures[`${kind}.calibrationError`] = rounded(calibrationError(scored.flatMap(({ judged }) => judged)));
  return { precision, recall };
}

/** `P 0.98 R 0.95 of 120`: precision, recall, and how many there are to find. */
function written({ expected, found, right }: FieldScore): string {
  const share = (of: number) => (of === 0 ? '–' : (right / of).toFixed(3));
  return `P ${share(found)} R ${share(expected)} of ${expected}`;
}
