/** What a binding needs to know of a key press; a `KeyboardEvent` has all of it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The name of a key press: `r`, `?`, `ArrowDown`, `Ctrl+k`. The Mac's command key counts as Ctrl. */
export function nameOfPress(press: KeyPress): string {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const ctrl = press.ctrlKey || press.metaKey ? 'Ctrl+' : '';
  return `${ctrl}${press.altKey ? 'Alt+' : ''}${key}`;
}

/** Keys that also write text, and so must leave alone anyone who is typing or dictating (WCAG 2.1.4). */
export function isSingleCharacter(name: string): boolean {
  return name.length === 1 && name !== ' ';
}
