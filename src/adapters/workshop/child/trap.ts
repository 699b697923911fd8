/**
 * Whether WebAssembly gave up ("unreachable", "memory access out of bounds"). Its memory may then be in any state, so the
 * child it happened in must not open another document. Told by name: the type library of Node knows no WebAssembly.
 */
export function isTrap(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}
