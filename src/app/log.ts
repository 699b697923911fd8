import { pino } from 'pino';
import type { Log } from '../ports/log.ts';
import { formatLine } from './format-line.ts';

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where lines go; standard error by default, because standard output belongs to the command. */
  readonly stream?: { write(line: string): unknown; readonly isTTY?: boolean };
}

/** One line for each event: for people on a terminal, as JSON otherwise. Names that smell of secrets are blanked out. */
export function openLog({ level, stream = process.stderr }: LogOptions): Log {
  const isForPeople = stream.isTTY === true;
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError, err: describeError, cause: describeError },
      redact: { paths: secretPaths, censor: '***' },
    },
    { write: (line: string) => stream.write(isForPeople ? formatLine(line) : line) },
  );
  return {
    info: (facts, sentence) => logger.info(facts, sentence),
    warn: (facts, sentence) => logger.warn(facts, sentence),
    error: (facts, sentence) => logger.error(facts, sentence),
  };
}

const secretNames = [
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
  'databaseUrl',
  'redisUrl',
  'objectStoreUrl',
  'setupLink',
];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`]);

/** What PostgreSQL quotes is often a value from a row, and its `detail` always is; neither belongs in a log. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, constraint, table, severity } = error as Error & Readonly<Record<string, unknown>>;
  const isFromDatabase = typeof severity === 'string';
  const message = isFromDatabase ? error.message.replace(/"[^"]*"/g, '"…"') : error.message;
  // The first line of a stack repeats the message.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(isFromDatabase ? { table, constraint } : {}),
    message: message.slice(0, 500),
    stack: frames?.slice(0, 12).join('\n'),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
