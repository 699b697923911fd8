/**
 * Everything that can be wrong, as closed codes `<noun>.<state>`. Programs act on the code, people read the message,
 * and a code never changes its meaning. Pages translate by code; `params` carries the numbers a sentence needs.
 */
export type ProblemCode =
  // the bytes
  | 'document.empty'
  | 'document.only_separators'
  | 'document.encrypted'
  | 'document.truncated'
  | 'document.unreadable'
  | 'document.unsupported'
  | 'document.too_large'
  | 'document.too_many_pages'
  | 'document.too_many_pixels'
  | 'document.too_many_children'
  | 'document.too_deep'
  | 'document.too_slow'
  | 'document.too_hungry'
  | 'document.illegible'
  | 'document.suspicious'
  // a person is asked
  | 'document.torn'
  | 'class.unsure'
  | 'customer.several'
  | 'customer.unsure'
  | 'customer.contradictory'
  | 'customer.unknown'
  | 'field.missing'
  | 'field.unsure'
  | 'quality.error'
  // people at one document
  | 'document.in_work'
  | 'document.gone_on'
  // a batch
  | 'batch.closed'
  | 'batch.incomplete'
  // the machine
  | 'stage.failed'
  | 'object.missing'
  | 'object.corrupt'
  | 'object.retained'
  | 'store.unreachable'
  | 'store.full'
  | 'directory.unreachable'
  | 'database.unreachable'
  | 'database.unusable'
  | 'dispatcher.unreachable'
  | 'ocr.unavailable'
  | 'config.invalid'
  // the caller
  | 'request.invalid'
  | 'request.conflict'
  | 'request.too_many'
  | 'request.failed'
  | 'upload.too_large'
  | 'path.missing'
  | 'resource.missing'
  | 'revision.stale'
  | 'session.missing'
  | 'session.refused'
  | 'permission.missing'
  | 'account.taken'
  | 'account.last'
  | 'link.spent'
  | 'lease.lost';

/** What is wrong and what to do next, as a value that can be stored, sent and translated. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** `later`: the same call may succeed when the world has changed. `never`: it will fail again. */
export type Retry = 'later' | 'never';

export class MailroomError extends Error {
  readonly code: ProblemCode;
  readonly retry: Retry;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    code: ProblemCode,
    message: string,
    options: {
      readonly retry?: Retry;
      readonly params?: Readonly<Record<string, string | number>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MailroomError';
    this.code = code;
    this.retry = options.retry ?? 'never';
    this.params = options.params ?? {};
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message, params: this.params };
  }
}
