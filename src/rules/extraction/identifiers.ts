import type { FieldName, IndexField } from '../../domain/index-data.ts';
import { digitCount, normaliseIdentifier } from '../notation/identifier.ts';
import type { IdentifierMention } from './extraction.ts';
import { type Finding, fieldFrom, sourceOf } from './finding.ts';
import { type IdentifierValue, readIdentifier } from './identifier-values.ts';
import { type LabelKind, labelsIn } from './labels.ts';
import { placeOf, type TextLine, wordAt, wordStarts } from './text-lines.ts';

export interface IdentifiersFound {
  readonly fields: readonly IndexField[];
  readonly mentions: readonly IdentifierMention[];
  /** Whether this stretch was read as a labelled number, so that nothing else claims it. */
  isTaken(line: TextLine, from: number, to: number): boolean;
}

/** Bounds for hostile text that is nothing but numbers; a real letter has a handful. */
const labelledMax = 120;
const bareMax = 400;
const mentionsMax = 150;
/** Attempts to read a bare number; terms that repeat the same one on every page would never reach `bareMax`. */
const readsMax = 2000;

const fileEnding = /\.(?:pdf|docx?|xml|jpe?g|tiff?)$/i;
/** DIN 43863-5 as meters show it: medium, maker, block, eight digits: `1 ESY 03 3677 1600`. Needs no label. */
const meter = /(?<![A-Za-z\d])[1-9A-F] ?[A-Z]{3} ?\d{2} ?\d{4} ?\d{4}(?![A-Za-z\d])/g;

const filler = /[\s.:#=–-]{0,6}(?:(?:lautet|lauten|ist|is|sind|war|nr|no|nummer|number|mit der)\b[\s.:#]{0,3}){0,2}/y;
const another = /\s{0,2}(?:,|;|\/|&|\+|und|and|sowie|u\.)\s{1,2}/y;

/** `stretches` are places that already are something else: IBANs, whose groups look like numbers of their own. */
export function findIdentifiers(
  lines: readonly TextLine[],
  quoted: ReadonlySet<TextLine>,
  stretches: readonly Finding[],
): IdentifiersFound {
  const taken = new Map<TextLine, (readonly [from: number, to: number])[]>();
  const take = (line: TextLine, from: number, to: number) => taken.set(line, [...(taken.get(line) ?? []), [from, to]]);
  const isTaken = (line: TextLine, from: number, to: number) =>
    (taken.get(line) ?? []).some(([start, end]) => start < to && from < end);
  for (const { line, from, to } of stretches) take(line, from, to);
  const fields: IndexField[] = [];
  const labelled: IdentifierMention[] = [];

  const keep = (kind: LabelKind, line: TextLine, read: IdentifierValue, by = `${kind}-label`) => {
    take(line, read.from, read.to);
    const place = placeOf(line, read.from, read.to);
    const source = sourceOf(line);
    const isQuoted = quoted.has(line);
    const isOfCustomer = kind === 'customerNumber' || kind === 'contractNumber' || kind === 'meterNumber';
    const label = isOfCustomer ? kind : kind === 'ourReference' ? null : 'other';
    if (digitCount(read.value) + digitCount(read.alternatives[0] ?? '') >= 4) {
      labelled.push({ value: read.value, alternatives: read.alternatives, label, isQuoted, place, source });
    }
    if (isQuoted) return;
    const printed = line.text.slice(read.from, read.to);
    const value = isOfCustomer
      ? read.value
      : kind === 'invoiceNumber'
        ? printed.replace(/\s+/g, '').replace(fileEnding, '')
        : printed;
    // "Ihr Zeichen" is ours, which the sender repeats.
    const name: FieldName = kind === 'ourReference' ? 'ownReference' : kind;
    fields.push(fieldFrom(name, value, place, { by, sureness: kind === 'ourReference' ? 0.9 : 0.97, source }));
  };

  for (const [at, line] of lines.entries()) {
    if (labelled.length >= labelledMax) break;
    for (const label of labelsIn(line.text)) {
      const values = valuesFor(lines, at, label);
      for (const { line: where, read } of values)
        if (!isTaken(where, read.from, read.to)) keep(label.kind, where, read);
    }
  }
  for (const line of lines) {
    if (labelled.length >= labelledMax || !/\d[A-Z ]{3,5}\d/.test(line.text)) continue;
    for (const { 0: text, index } of line.text.matchAll(meter)) {
      const read = { from: index, to: index + text.length, value: normaliseIdentifier(text), alternatives: [] };
      if (!isTaken(line, read.from, read.to)) keep('meterNumber', line, read, 'meterNumber-shape');
    }
  }
  const bare = bareMentions(lines, quoted, isTaken);
  const unquotedFirst = [...labelled, ...bare].sort((a, b) => Number(a.isQuoted) - Number(b.isQuoted));
  return { fields, mentions: unquotedFirst.slice(0, mentionsMax), isTaken };
}

interface Labelled {
  readonly line: TextLine;
  readonly read: IdentifierValue;
}

function valuesFor(
  lines: readonly TextLine[],
  at: number,
  label: { readonly kind: LabelKind; readonly from: number; readonly to: number },
): readonly Labelled[] {
  const line = lines[at];
  if (!line) return [];
  const read = label.kind === 'fileReference' || label.kind === 'ourReference' ? readReference : readNumber;
  filler.lastIndex = label.to;
  filler.exec(line.text);
  const begin = Math.max(label.to, filler.lastIndex);
  const values: Labelled[] = [];
  for (let from = begin; values.length < 6; ) {
    const value = read(line.text, from);
    if (!value) break;
    values.push({ line, read: value });
    another.lastIndex = value.to;
    if (label.kind === 'fileReference' || !another.test(line.text)) break;
    from = another.lastIndex;
  }
  return values.length > 0 ? values : valueBelow(lines, at, label, read);
}

const readNumber = (text: string, from: number) => readIdentifier(text, from, 4);

/** Words that end a file reference; it is the only number here that has words of its own inside (`12 C 345/26`). */
const referenceEnd =
  /^(?:vom|von|bitte|und|datum|date|dated|tel|telefon|ihre?|ihr|unsere?|your|our|the|of|bei|wegen|in|an|re|betreff|sehr|dear|seite|page)$/i;

function readReference(text: string, from: number): IdentifierValue | null {
  const words = /\s*(\S{1,40})/y;
  words.lastIndex = from;
  let start = -1;
  let end = -1;
  for (let count = 0; count < 6; count += 1) {
    const word = words.exec(text)?.[1];
    if (!word) break;
    const bare = word.replace(/^[(:]+|[),;:.]+$/g, '');
    const isPart = /^[\p{L}\d][\p{L}\d./_()–-]{0,30}$/u.test(bare) && (/\d/.test(bare) || bare.length <= 4);
    if (!isPart || referenceEnd.test(bare) || /^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(bare)) break;
    if (start < 0) start = words.lastIndex - word.length + word.indexOf(bare);
    // A clerk's initials belong to the reference: `123/26 K-mü`.
    if (/\d/.test(bare) || (end > 0 && /^\p{Lu}{1,3}(?:-\p{L}{1,3})?$/u.test(bare)))
      end = words.lastIndex - (word.length - word.indexOf(bare) - bare.length);
    if (/[,;]$/.test(word)) break;
  }
  if (start < 0 || end < 0) return null;
  return { from: start, to: end, value: normaliseIdentifier(text.slice(start, end)).slice(0, 35), alternatives: [] };
}

/** The row of values under a row of labels, as DIN 5008 prints them: what stands on the next line below the label. */
function valueBelow(
  lines: readonly TextLine[],
  at: number,
  label: { readonly from: number; readonly to: number },
  read: (text: string, from: number) => IdentifierValue | null,
): readonly Labelled[] {
  const line = lines[at];
  const next = lines[at + 1];
  if (!line || !next || next.page !== line.page || next.words.length > 40) return [];
  const first = line.words[wordAt(line, label.from)]?.box;
  const last = line.words[wordAt(line, Math.max(label.from, label.to - 1))]?.box;
  if (!first || !last) return [];
  const isAlone = line.text.slice(label.to).trim().length <= 1;
  const under = next.words.findIndex(
    (word) => word.box[0] >= first[0] - 0.02 && word.box[0] <= last[0] + last[2] + 0.03,
  );
  const from = wordStarts(next)[under];
  // In running text the next line is only the sentence going on, unless the label closes its own line.
  if (from === undefined || (!isAlone && line.words.length > 12)) return [];
  const value = read(next.text, from);
  return value && value.from - from <= 2 ? [{ line: next, read: value }] : [];
}

/** Every token with five digits or more that no label names: questions to the directory, never fields. */
function bareMentions(
  lines: readonly TextLine[],
  quoted: ReadonlySet<TextLine>,
  isTaken: (line: TextLine, from: number, to: number) => boolean,
): readonly IdentifierMention[] {
  const mentions: IdentifierMention[] = [];
  const seen = new Set<string>();
  let reads = 0;
  for (const line of lines) {
    if (mentions.length >= bareMax || reads >= readsMax) break;
    if (digitsFrom(line.text, 0, line.text.length) < 5) continue;
    const starts = wordStarts(line);
    for (let at = 0; at < line.words.length && mentions.length < bareMax && reads < readsMax; ) {
      const from = starts[at] ?? 0;
      // Four groups on, a number of five digits must have shown them all.
      const isWorthReading = digitsFrom(line.text, from, starts[at + 4] ?? line.text.length) >= 5;
      const isStart = isWorthReading && /^(?:\S{0,8}\d|[A-Z]{1,4}$)/.test(line.words[at]?.text ?? '');
      if (isStart) reads += 1;
      const read = isStart ? readIdentifier(line.text, from, 5) : null;
      if (!read) {
        at += 1;
        continue;
      }
      const end = Math.max(at + 1, wordAt(line, read.to - 1) + 1);
      if (!isTaken(line, read.from, read.to) && !isPostcode(line, at) && !seen.has(read.value)) {
        seen.add(read.value);
        const place = placeOf(line, read.from, read.to);
        const { value, alternatives } = read;
        mentions.push({ value, alternatives, label: null, isQuoted: quoted.has(line), place, source: sourceOf(line) });
      }
      at = end;
    }
  }
  return mentions;
}

/** Five digits with a town behind them. */
function isPostcode(line: TextLine, at: number): boolean {
  return /^(?:D-?)?\d{5}$/.test(line.words[at]?.text ?? '') && /^\p{Lu}\p{L}/u.test(line.words[at + 1]?.text ?? '');
}

/** Counts up to five; the rest does not matter. */
function digitsFrom(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to && count < 5; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}
