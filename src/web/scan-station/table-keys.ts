import type { Step } from './light-table.ts';
import type { TableAction } from './plan-edit.ts';

export type TableOrder =
  | { readonly kind: 'step'; readonly step: Step; readonly selects: boolean }
  | { readonly kind: 'act'; readonly action: TableAction }
  | { readonly kind: 'doubt'; readonly direction: 1 | -1 }
  | { readonly kind: 'undo' | 'redo' | 'release' | 'add' | 'replace' };

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
};

const orders: Readonly<Record<string, TableOrder>> = {
  c: act('cut'),
  m: act('merge'),
  b: act('blank'),
  x: act('mark'),
  e: act('moveOut'),
  Delete: act('remove'),
  Backspace: act('remove'),
  Insert: act('restore'),
  Enter: act('confirm'),
  'Ctrl+ArrowLeft': act('moveBack'),
  'Alt+ArrowLeft': act('moveBack'),
  'Ctrl+ArrowUp': act('moveBack'),
  'Alt+ArrowUp': act('moveBack'),
  'Ctrl+ArrowRight': act('moveOn'),
  'Alt+ArrowRight': act('moveOn'),
  'Ctrl+ArrowDown': act('moveOn'),
  'Alt+ArrowDown': act('moveOn'),
  'Ctrl+y': { kind: 'redo' },
  'Ctrl+Enter': { kind: 'release' },
};

/** What a key press means at the light table, by its name after `nameOfPress`; null for keys that mean nothing here. */
export function tableOrderOf(name: string, hasShift: boolean): TableOrder | null {
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (step !== undefined) return { kind: 'step', step, selects: hasShift };
  if (name === 'Ctrl+z') return { kind: hasShift ? 'redo' : 'undo' };
  if (name === 'r') return act(hasShift ? 'turnLeft' : 'turnRight');
  if (name === 'u') return { kind: hasShift ? 'replace' : 'add' };
  if (name === 'n') return { kind: 'doubt', direction: hasShift ? -1 : 1 };
  return (Object.hasOwn(orders, name) ? orders[name] : null) ?? null;
}

function act(action: TableAction): TableOrder {
  return { kind: 'act', action };
}
