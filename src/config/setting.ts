import { z } from 'zod';

/** One thing an operator can set. */
export interface Setting<Value> {
  readonly kind: 'setting';
  /** One or two sentences for the operator. */
  readonly doc: string;
  readonly schema: z.ZodType<Value>;
  readonly fallback: () => Value;
  /** How the default is written in the documentation. */
  readonly fallbackText: string;
  /** Environment variables, the stronger one first. */
  readonly env: readonly string[];
  /** What may be written, in words that follow "expected". */
  readonly expects: string;
  /** Turns the text of an environment variable into what the config file would hold. */
  readonly fromText: (text: string) => unknown;
  /** Never printed whole. */
  readonly isSecret: boolean;
}

export interface Section<Fields> {
  readonly kind: 'section';
  readonly doc: string;
  readonly fields: Fields;
}

export type ValueOf<Node> =
  Node extends Setting<infer Value>
    ? Value
    : Node extends Section<infer Fields>
      ? { readonly [Key in keyof Fields]: ValueOf<Fields[Key]> }
      : never;

export type Node = Setting<unknown> | Section<{ readonly [key: string]: Node }>;

interface Description<Value> {
  readonly doc: string;
  readonly env: string | readonly string[];
  readonly fallback: Value | (() => Value);
  readonly fallbackText?: string;
}

export function section<Fields>(doc: string, fields: Fields): Section<Fields> {
  return { kind: 'section', doc, fields };
}

export function text(
  description: Description<string> & { readonly pattern?: RegExp; readonly expects?: string },
): Setting<string> {
  const { pattern = /\S/, expects = 'a text' } = description;
  return setting(description, z.string().trim().max(1000).regex(pattern), expects, (raw) => raw);
}

export function count(
  description: Description<number> & { readonly from: number; readonly to: number },
): Setting<number> {
  const { from, to } = description;
  return setting(description, z.number().int().min(from).max(to), `a whole number from ${from} to ${to}`, toNumber);
}

/** A number that need not be whole. */
export function decimal(
  description: Description<number> & { readonly from: number; readonly to: number },
): Setting<number> {
  const { from, to } = description;
  return setting(description, z.number().min(from).max(to), `a number from ${from} to ${to}`, toDecimal);
}

export function choice<const Choices extends readonly [string, ...string[]]>(
  description: Description<Choices[number]> & { readonly of: Choices },
): Setting<Choices[number]> {
  return setting(description, z.enum(description.of), `one of ${description.of.join(', ')}`, (raw) => raw);
}

export function choices<const Choices extends readonly [string, ...string[]]>(
  description: Description<readonly Choices[number][]> & { readonly of: Choices },
): Setting<readonly Choices[number][]> {
  const schema = z.array(z.enum(description.of)).min(1).readonly();
  return setting(description, schema, `one or more of ${description.of.join(', ')}`, toList);
}

export function list(
  description: Description<readonly string[]> & { readonly each: z.ZodType<string>; readonly expects: string },
): Setting<readonly string[]> {
  return setting(description, z.array(description.each).max(100).readonly(), description.expects, toList);
}

/** Null when it is not set. `check` answers with what is wrong, in words that never hold the address. */
export function address(
  description: Omit<Description<string | null>, 'fallback'> & {
    readonly fallbackText: string;
    readonly expects: string;
    readonly check: (url: URL) => string | null;
    readonly isSecret: boolean;
  },
): Setting<string | null> {
  const schema = z.string().superRefine((raw, context) => {
    const url = URL.canParse(raw) ? new URL(raw) : null;
    const problem =
      url === null
        ? 'it is no address (percent-encode special characters in names and passwords)'
        : description.check(url);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
  const made = setting<string | null>(
    { ...description, fallback: null },
    schema.nullable(),
    description.expects,
    (raw) => raw,
  );
  return { ...made, isSecret: description.isSecret };
}

/** A bearer token (RFC 6750), which no address can be taken for when settings are printed. */
export function secret(description: Pick<Description<string | null>, 'doc' | 'env'>): Setting<string | null> {
  const schema = z
    .string()
    .max(4096)
    .regex(/^[A-Za-z0-9._~+/-]+=*$/)
    .nullable();
  const made = setting<string | null>(
    { ...description, fallback: null, fallbackText: 'none' },
    schema,
    'a token',
    (raw) => raw,
  );
  return { ...made, isSecret: true };
}

export function optional<const Choices extends readonly [string, ...string[]]>(
  description: Description<Choices[number] | null> & { readonly of: Choices },
): Setting<Choices[number] | null> {
  return setting(description, z.enum(description.of).nullable(), `one of ${description.of.join(', ')}`, (raw) => raw);
}

/** A value with a shape of its own, for the config file alone. */
export function structure<Value>(
  description: Omit<Description<Value>, 'env'> & { readonly schema: z.ZodType<Value>; readonly expects: string },
): Setting<Value> {
  return setting({ ...description, env: [] }, description.schema, description.expects, (raw) => raw);
}

function setting<Value>(
  { doc, env, fallback, fallbackText }: Description<Value>,
  schema: z.ZodType<Value>,
  expects: string,
  fromText: (text: string) => unknown,
): Setting<Value> {
  const makeFallback = typeof fallback === 'function' ? (fallback as () => Value) : () => fallback;
  return {
    kind: 'setting',
    doc,
    schema,
    fallback: makeFallback,
    fallbackText: fallbackText ?? show(makeFallback()),
    env: typeof env === 'string' ? [env] : env,
    expects,
    fromText,
    isSecret: false,
  };
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  return String(value ?? 'none');
}

/** Text that is no number stays text, and is refused as that. */
function toNumber(raw: string): unknown {
  const trimmed = raw.trim();
  return /^-?\d+$/.test(trimmed) ? Number(trimmed) : raw;
}

function toDecimal(raw: string): unknown {
  const trimmed = raw.trim();
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : raw;
}

function toList(raw: string): unknown {
  return raw
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
