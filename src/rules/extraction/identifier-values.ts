import { digitCount, normaliseIdentifier } from '../notation/identifier.ts';

/** A stretch of text read as one identifier. */
export interface IdentifierValue {
  readonly from: number;
  readonly to: number;
  /** Upper case, letters and digits only. */
  readonly value: string;
  /** The same stretch ended earlier or later, where blanks leave that open. */
  readonly alternatives: readonly string[];
}

interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Punctuation behind it that ends an identifier. */
  readonly isLast: boolean;
}

const lengthMax = 35;
const tokensMax = 8;
/** Groups people cut a number into are short; a longer group is a number of its own. */
const groupLengthMax = 5;

const group = /^(?=.{0,20}\d)(?:[A-Za-z]{1,4}[./_-]?)?[\dOIlSBZQG|][\dA-Za-z|]{0,34}(?:[./_-][\dA-Za-z|]{1,20}){0,8}$/;
const misreadGroup = /^[OIlSBZ|]{1,4}$/;
const prefix = /^[A-Z]{1,4}[-.]?$/;
const dateOrAmount =
  /^\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?$|^-?\d{1,3}(?:\.\d{3})*,(?:\d{2}|-)$|^\d{4}-\d\d-\d\d$|^\d{1,2}\/\d{1,2}\/\d{2,4}$/;

function isIdentifierGroup(text: string): boolean {
  return text.length <= lengthMax && group.test(text) && !dateOrAmount.test(text);
}

/**
 * The identifier that begins at `from`, over blanks, dots and dashes inside it; null when what stands there is none.
 * `401 234 56` is one number, `40123456 26721 Emden` is a number and a town.
 */
export function readIdentifier(text: string, from: number, digitsMin: number): IdentifierValue | null {
  const tokens = tokensFrom(text, from);
  const taken: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const isFirst = taken.length === 0;
    if (
      isFirst &&
      at === 0 &&
      prefix.test(token.text) &&
      !token.isLast &&
      tokens[1] &&
      /^[\dOIl]/.test(tokens[1].text)
    ) {
      taken.push(token);
      continue;
    }
    if (!isIdentifierGroup(token.text) && !(misreadGroup.test(token.text) && !isFirst)) break;
    taken.push(token);
    if (token.isLast) break;
  }
  // A bare prefix with nothing behind it is a word.
  const first = taken[0];
  if (!first || digitCount(normaliseIdentifier(taken.map((token) => token.text).join(''))) === 0) return null;

  const joined = (count: number) =>
    normaliseIdentifier(
      taken
        .slice(0, count)
        .map((token) => token.text)
        .join(''),
    );
  let count = prefix.test(first.text) && digitCount(first.text) === 0 ? 2 : 1;
  while (count < taken.length && isShort(taken[count - 1]) && isShort(taken[count]) && joined(count + 1).length <= 20)
    count += 1;

  const readings = new Set<string>();
  for (let length = 1; length <= taken.length; length += 1) {
    const reading = joined(length);
    if (digitCount(reading) >= digitsMin && reading.length <= 20) readings.add(reading);
  }
  // What one long word says is never too long: metering points have 33 places.
  const value = joined(count);
  readings.delete(value);
  if (digitCount(value) < digitsMin || value.length > lengthMax || /^(?:19|20)\d\d$/.test(value)) return null;
  return { from: first.from, to: taken[count - 1]?.to ?? first.to, value, alternatives: [...readings].slice(0, 4) };
}

function isShort(token: Token | undefined): boolean {
  return token !== undefined && normaliseIdentifier(token.text).length <= groupLengthMax;
}

function tokensFrom(text: string, from: number): readonly Token[] {
  const tokens: Token[] = [];
  const next = /\s*(\S{1,60})/y;
  next.lastIndex = from;
  while (tokens.length < tokensMax) {
    const match = next.exec(text);
    if (!match?.[1]) break;
    const raw = match[1];
    const start = next.lastIndex - raw.length;
    const lead = /^[("'„“‚‘’#:=\\|*•]*/.exec(raw)?.[0].length ?? 0;
    const bare = raw.slice(lead).replace(/[)"'“”,;:.!?]+$/, '');
    const isLast = /[)"'“”,;:!?]$|\.$/.test(raw) || (lead > 0 && tokens.length > 0);
    if (lead > 0 && tokens.length > 0) break;
    tokens.push({ text: bare, from: start + lead, to: start + lead + bare.length, isLast });
    if (isLast) break;
  }
  return tokens;
}
