/** The parts of an element that decide which keys it needs for itself; an `Element` has all of them. */
export interface KeyTarget {
  closest(selectors: string): unknown;
}

const pressed =
  'a, button, summary, label, input, select, [role="button"], [role="option"], [role="row"], [role="radio"], [role="menuitem"]';
const stepped = 'input, select, [role="listbox"], [role="grid"], [role="menu"], [role="radiogroup"], [role="combobox"]';

/**
 * Whether the element with the focus needs a key for itself: Enter and blank press it, arrows move inside it. A page's
 * own meaning of these keys must not take them away.
 */
export function needsKeyItself(target: KeyTarget | null, name: string): boolean {
  if (target === null) return false;
  if (name === 'Enter' || name === ' ') return target.closest(pressed) !== null;
  return name.startsWith('Arrow') && target.closest(stepped) !== null;
}
