/** A small structured logger. Never put document text, customer data or secrets into it; ids are enough. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  error(facts: Readonly<Record<string, unknown>>, sentence: string): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
