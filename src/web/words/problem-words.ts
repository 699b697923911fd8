import type { ProblemCode } from '../../domain/errors.ts';
import type { ProblemParams } from '../api/api-problem.ts';

/** Codes that never leave the browser: the way to the server, not the server, went wrong. */
export type OwnCode = 'network.unreachable' | 'answer.unreadable' | 'request.aborted' | 'server.failed';

/** One sentence or two for each code: what is wrong and what to do next. Numbers come from the problem's `params`. */
export type ProblemWords = Record<ProblemCode | OwnCode, (params: Said) => string>;

/** Params ready for a sentence: numbers written in the language, an empty text when the server named none. */
export type Said = (name: string) => string;

/** `write` puts a param into the reader's language: numbers as they are written there, a stage by its word. */
export function saying(params: ProblemParams, write: (name: string, value: string | number) => string): Said {
  return (name) => {
    const value = params[name];
    return value === undefined ? '' : write(name, value);
  };
}
