import { z } from 'zod';
import { enteredField, type FieldFault, fieldDoubt } from '../../domain/entered-field.ts';
import { fieldNames } from '../../domain/index-data.ts';
import type { ClassView, DocumentDetail } from '../api/contract.ts';
import { ibanInGroups } from '../format/field-value.ts';
import type { Formats } from '../format/formats.ts';
import type { Language } from '../words/language.ts';

type Document = Pick<DocumentDetail, 'question' | 'customerName' | 'result'>;
export type Field = DocumentDetail['result']['fields'][number];

const customerChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('chosen'), number: z.string(), name: z.string(), address: z.string() }),
]);

const draft = z.object({
  /** What the machine said when the draft was made: choices made about something else are not taken up again. */
  about: z.object({ choices: z.string(), fields: z.array(z.string()) }),
  classKey: z.string().nullable(),
  secondClassKey: z.string().nullable(),
  customer: customerChoice,
  /** What was typed, by the field's place; nothing typed is nothing here. */
  typed: z.record(z.string(), z.string()),
  added: z.array(z.object({ name: z.enum(fieldNames), typed: z.string() })),
});

/** What has been chosen so far. `customer`: `open` until chosen, then a number, or `none` for "no customer of ours". */
export type ReviewDraft = z.infer<typeof draft>;

export function parseDraft(stored: unknown): ReviewDraft | null {
  const parsed = draft.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** What the choices and the fields of a draft are about, to be compared. */
function aboutOf({ question, result }: Document): ReviewDraft['about'] {
  const { class: found, secondClass, customer, fields } = result;
  return {
    choices: JSON.stringify([
      askedCodes(question),
      found?.key ?? null,
      secondClass?.key ?? null,
      customer?.customerNumber ?? null,
      customer?.candidates.map(({ customerNumber }) => customerNumber) ?? [],
    ]),
    fields: fields.map(({ name, value }) => `${name} ${value}`),
  };
}

/**
 * A kept draft for the document as it stands now. It may have been ordered again, or its fields set elsewhere, since the
 * draft was made: then what was typed stays with the field it was typed for, and class and customer are asked anew where
 * the machine says something else, because a default of then is nobody's word about now.
 */
export function takenUp(kept: ReviewDraft, document: Document, classes: readonly ClassView[]): ReviewDraft {
  const about = aboutOf(document);
  const isSame = kept.about.choices === about.choices;
  if (isSame && JSON.stringify(kept.about.fields) === JSON.stringify(about.fields)) return kept;
  const fresh = firstDraft(document, classes);
  const typed: Record<string, string> = {};
  for (const [at, text] of Object.entries(kept.typed)) {
    const was = kept.about.fields[Number(at)];
    const now = about.fields.flatMap((field, place) => (field === was ? [place] : []));
    const [place] = now;
    if (place !== undefined && now.length === 1) typed[place] = text;
  }
  const added = [
    ...kept.added.filter((one) => one.typed.trim() !== ''),
    ...fresh.added.filter(({ name }) => !kept.added.some((one) => one.name === name && one.typed.trim() !== '')),
  ];
  return { ...(isSame ? { ...kept, about } : fresh), typed, added };
}

/**
 * The machine's best guess to begin with. Where several customers fit, none is chosen beforehand: a default that is
 * right in most cases is confirmed without a look in all of them.
 */
export function firstDraft(document: Document, classes: readonly ClassView[]): ReviewDraft {
  const { class: found, secondClass } = document.result;
  const classKey = found?.key ?? null;
  return {
    about: aboutOf(document),
    classKey,
    secondClassKey: secondClass?.key ?? null,
    customer: firstCustomer(document, classes.find((one) => one.key === classKey)?.customer),
    typed: {},
    added: missingFields(document).map((name) => ({ name, typed: '' })),
  };
}

/** Several questions may be put at once: the first is the code, the others stand in `also`. */
function askedCodes(question: Document['question']): readonly string[] {
  return question === null ? [] : [question.code, ...String(question.params?.also ?? '').split(', ')];
}

/** Fields the class has and nobody found: a person is asked for them. */
function missingFields({ question, result }: Document): readonly (typeof fieldNames)[number][] {
  const isAsked = askedCodes(question).includes('field.missing');
  const named = isAsked ? String(question?.params?.fields ?? '').split(', ') : [];
  return fieldNames.filter((name) => named.includes(name) && !result.fields.some((field) => field.name === name));
}

function firstCustomer(document: Document, needs: ClassView['customer'] | undefined): ReviewDraft['customer'] {
  const { customer: match } = document.result;
  if (needs === 'none' && match?.customerNumber == null) return { kind: 'none' };
  const isOpenQuestion = askedCodes(document.question).some(
    (code) => code === 'customer.several' || code === 'customer.contradictory',
  );
  if (match === null || match.customerNumber === null || isOpenQuestion) return { kind: 'open' };
  const candidate = match.candidates.find((one) => one.customerNumber === match.customerNumber);
  return {
    kind: 'chosen',
    number: match.customerNumber,
    name: candidate?.displayName ?? document.customerName ?? match.customerNumber,
    address: candidate?.displayAddress ?? '',
  };
}

/**
 * Another class. One that has no customers has none, whoever was supposed; from such a class back to one that has them
 * the customer is what it was to begin with, and asked when it was open: "none" was said of the other class.
 */
export function withClass(
  before: ReviewDraft,
  classKey: string,
  classes: readonly ClassView[],
  document: Document,
): ReviewDraft {
  const needOf = (key: string | null) => classes.find((one) => one.key === key)?.customer;
  const [needed, needs] = [needOf(before.classKey), needOf(classKey)];
  const isBack = needed === 'none' && needs !== 'none' && before.customer.kind === 'none';
  const customer =
    needs === 'none' ? ({ kind: 'none' } as const) : isBack ? firstCustomer(document, needs) : before.customer;
  const secondClassKey = before.secondClassKey === classKey ? null : before.secondClassKey;
  return { ...before, classKey, customer, secondClassKey };
}

/** A place a person is asked to look at. */
export type Doubt = 'class' | 'customer' | `field-${number}` | `added-${number}`;

/** What is asked of a person, in the order of the page. */
export function doubtsOf(document: Document): readonly Doubt[] {
  const { question, result } = document;
  const asked = askedCodes(question);
  const isAsked = (noun: string) => asked.some((code) => code.startsWith(`${noun}.`));
  return [
    ...(result.class?.decision === 'review' || isAsked('class') ? (['class'] as const) : []),
    ...(result.customer?.decision === 'review' || isAsked('customer') ? (['customer'] as const) : []),
    ...result.fields.flatMap((field, at) => (fieldDoubt(field) === null ? [] : [`field-${at}` as const])),
    ...missingFields(document).map((_, at) => `added-${at}` as const),
  ];
}

/** A field as it is edited: groups and days as people write them, in a form that is understood again. */
export function fieldText(
  { name, value }: Pick<Field, 'name' | 'value'>,
  formats: Formats,
  language: Language,
): string {
  if (name === 'iban' || name === 'newIban') return ibanInGroups(value);
  if (name === 'amount') return formats.amount(value);
  // The English month by its name is read by people only.
  if (['date', 'birthDate', 'effectiveDate', 'dueDate'].includes(name) && language === 'de') return formats.day(value);
  return value;
}

const nameOf = (name: string) => fieldNames.find((one) => one === name) ?? 'fileReference';

/** What is wrong with what was typed for a field; null while it can stay, and for the empty text: "not there". */
export function faultOf(name: string, typed: string): FieldFault | null {
  if (typed.trim() === '') return null;
  const entered = enteredField(nameOf(name), typed);
  return 'fault' in entered ? entered.fault : null;
}

/** What the server is told. */
export interface Answer {
  readonly classKey: string;
  readonly secondClassKey: string | null;
  readonly customerNumber: string | null;
  readonly fields: { at: number | null; name: (typeof fieldNames)[number]; value: string | null }[];
}

/**
 * The answer a draft amounts to, or where something is still missing or wrong. Doubtful fields are confirmed with it:
 * accepting all is the person's word for them. Fields nobody doubted and nobody changed stay the machine's.
 */
export function answerOf(draft: ReviewDraft, fields: readonly Field[]): Answer | { readonly missing: Doubt } {
  if (draft.classKey === null) return { missing: 'class' };
  if (draft.customer.kind === 'open') return { missing: 'customer' };
  const said: Answer['fields'] = [];
  for (const [at, field] of fields.entries()) {
    const typed = draft.typed[at] ?? (fieldDoubt(field) === null ? undefined : field.value);
    if (typed === undefined) continue;
    if (faultOf(field.name, typed) !== null) return { missing: `field-${at}` };
    said.push({ at, name: nameOf(field.name), value: typed.trim() === '' ? null : typed });
  }
  for (const [at, { name, typed }] of draft.added.entries()) {
    if (faultOf(name, typed) !== null) return { missing: `added-${at}` };
    if (typed.trim() !== '') said.push({ at: null, name, value: typed });
  }
  return {
    classKey: draft.classKey,
    secondClassKey: draft.secondClassKey,
    customerNumber: draft.customer.kind === 'none' ? null : draft.customer.number,
    fields: said,
  };
}
