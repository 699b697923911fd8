/** Parts in the order they were opened, closed in reverse. Node 20 has no AsyncDisposableStack yet; this is the part of it we need. */
export interface ClosingStack {
  use<Part extends AsyncDisposable>(part: Part): Part;
  defer(close: () => Promise<void>): void;
  /** Closes everything, also when one of them fails; then fails with the first failure. Calling it again does nothing. */
  close(): Promise<void>;
}

export function createClosingStack(): ClosingStack {
  const closers: (() => Promise<void>)[] = [];
  return {
    use(part) {
      closers.push(async () => part[Symbol.asyncDispose]());
      return part;
    },
    defer(close) {
      closers.push(close);
    },
    async close() {
      const failures: unknown[] = [];
      for (let close = closers.pop(); close; close = closers.pop()) {
        await close().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
