/** One record of a CSV file with the number of the line it begins in, counted from 1. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[]; readonly problem?: undefined }
  | { readonly line: number; readonly problem: string; readonly fields?: undefined };

/** A quoted field may span lines, but not more of them than an address has. */
const recordLinesMax = 20;
/** A customer has a few hundred characters; what is longer is no record but a file of another kind. */
const recordCharactersMax = 100_000;
const lineCharactersMax = 1_000_000;

/**
 * Splits a stream of RFC 4180 bytes into records (UTF-8, a BOM is dropped, LF or CRLF).
 *
 * Not by a library: a parser that trusts quotes swallows everything between a quote that is never closed and the next
 * one, which in a file of millions may be hours of customers. Here a record that does not close within twenty lines, or
 * closes with text behind its quote, is one bad line, and reading goes on with the very next.
 */
export async function* csvRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly CsvRecord[]> {
  let number = 1;
  let pending: readonly string[] = [];
  let width: number | null = null;
  const take = (isEnd: boolean) => {
    const taken = takeRecords(pending, { number, width, isEnd });
    number += taken.lineCount;
    pending = pending.slice(taken.lineCount);
    width = taken.width;
    return taken.records;
  };
  for await (const lines of linesOf(bytes)) {
    pending = pending.length === 0 ? lines : [...pending, ...lines];
    const records = take(false);
    if (records.length > 0) yield records;
  }
  const records = take(true);
  if (records.length > 0) yield records;
}

interface Position {
  /** Of the first pending line. */
  readonly number: number;
  /** How many fields the header has; null before it was read. */
  readonly width: number | null;
  readonly isEnd: boolean;
}

/** Records from the front of `lines`; what may go on in lines still to come is left for later. */
function takeRecords(lines: readonly string[], { number, isEnd, ...position }: Position) {
  const records: CsvRecord[] = [];
  let { width } = position;
  let at = 0;
  while (at < lines.length) {
    width ??= records[0]?.fields?.length ?? null;
    const line = number + at;
    const text = lines[at] ?? '';
    if (!text.includes('"')) {
      if (text !== '')
        records.push(text.length > recordCharactersMax ? tooLong(line) : { line, fields: text.split(',') });
      at += 1;
      continue;
    }
    if (!isEnd && lines.length - at < recordLinesMax && splitQuoted(lines.slice(at).join('\n')).isOpen) break;
    const { record, lineCount } = quotedRecord(lines, at, line, width);
    records.push(record);
    at += lineCount;
  }
  return { records, lineCount: at, width: width ?? records[0]?.fields?.length ?? null };
}

function quotedRecord(
  lines: readonly string[],
  at: number,
  line: number,
  width: number | null,
): { readonly record: CsvRecord; readonly lineCount: number } {
  let text = '';
  for (let count = 1; count <= recordLinesMax && at + count <= lines.length; count += 1) {
    text += (count > 1 ? '\n' : '') + lines[at + count - 1];
    if (text.length > recordCharactersMax) return { record: tooLong(line), lineCount: 1 };
    const split = splitQuoted(text);
    if (split.isOpen) continue;
    // Lines joined into another number of fields than the header has were not meant to be joined.
    const isWhole = count === 1 || width === null || split.fields.length === width;
    if (split.problem === null && isWhole) return { record: { line, fields: split.fields }, lineCount: count };
    const problem = count > 1 ? 'a quote is opened and not closed' : (split.problem ?? 'quotes do not fit');
    return { record: { line, problem }, lineCount: 1 };
  }
  return { record: { line, problem: 'a quote is opened and not closed' }, lineCount: 1 };
}

function tooLong(line: number): CsvRecord {
  return { line, problem: `longer than ${recordCharactersMax} characters` };
}

interface Split {
  readonly fields: readonly string[];
  /** Ends inside a quoted field. */
  readonly isOpen: boolean;
  readonly problem: string | null;
}

function splitQuoted(text: string): Split {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at);
      const field = comma < 0 ? text.slice(at) : text.slice(at, comma);
      // A quote inside a field that did not begin with one is a quote: `Meier "Elektro"`.
      fields.push(field);
      if (comma < 0) return { fields, isOpen: false, problem: null };
      at = comma + 1;
      continue;
    }
    let value = '';
    let from = at + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return { fields, isOpen: true, problem: null };
      value += text.slice(from, quote);
      if (text[quote + 1] !== '"') {
        at = quote + 1;
        break;
      }
      value += '"';
      from = quote + 2;
    }
    fields.push(value);
    if (at >= text.length) return { fields, isOpen: false, problem: null };
    if (text[at] !== ',') return { fields, isOpen: false, problem: 'text stands behind a closing quote' };
    at += 1;
  }
}

/** Lines in batches of one chunk each, without their ends. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  // Not fatal: a byte that is no UTF-8 becomes U+FFFD and makes its own line bad, not the file.
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of bytes) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineCharactersMax) {
      lines.push(rest.slice(0, lineCharactersMax));
      rest = rest.slice(lineCharactersMax);
    }
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  const last = rest + decoder.decode();
  if (last !== '') yield [withoutReturn(last)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
