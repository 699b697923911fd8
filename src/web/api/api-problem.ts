import { type ProblemDetails, problem } from './contract.ts';

export type ProblemParams = Readonly<Record<string, string | number>>;

/**
 * What the server, or the way to it, answered instead of what was asked for. Pages say it by `code` in the reader's
 * language. Beside the server's codes there are three of our own: `network.unreachable`, `answer.unreadable` (the
 * answer does not have the shape of the contract) and `request.aborted`.
 */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: ProblemParams;

  constructor(facts: { code: string; status: number; message: string; params?: ProblemParams | undefined }) {
    super(facts.message);
    this.name = 'ApiProblem';
    this.code = facts.code;
    this.status = facts.status;
    this.params = facts.params ?? {};
  }
}

export const networkProblem = () =>
  new ApiProblem({ code: 'network.unreachable', status: 0, message: 'The server could not be reached.' });

export const unreadableAnswer = (what: string) =>
  new ApiProblem({ code: 'answer.unreadable', status: 0, message: `The answer to ${what} was not understood.` });

/** A problem from an answer that was not 2xx, whatever its body turned out to be. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const parsed = problem.safeParse(body);
  if (!parsed.success)
    return new ApiProblem({ code: codeOfStatus(status), status, message: `The server answered ${status}.` });
  const facts: ProblemDetails = parsed.data;
  return new ApiProblem({ code: facts.code, status, message: facts.detail ?? facts.title, params: facts.params });
}

// A proxy in between answers in its own words; the status is all it shares with us.
function codeOfStatus(status: number): string {
  if (status === 401) return 'session.missing';
  if (status === 403) return 'permission.missing';
  if (status === 404) return 'resource.missing';
  if (status === 413) return 'upload.too_large';
  if (status === 429) return 'request.too_many';
  return status >= 500 ? 'server.failed' : 'request.invalid';
}

export const isStale = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'revision.stale';
export const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'session.missing';
