const pageStep = 10;

/** The row a key leads to, or null for a key that does not move. Ends are ends: nothing wraps around. */
export function stepRow(key: string, at: number, count: number): number | null {
  const last = count - 1;
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + pageStep);
    case 'PageUp':
      return Math.max(0, at - pageStep);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
