import { nameOfPress } from '../keys/key-press.ts';
import { type KeyBinding, useKeys } from '../keys/keys.tsx';
import { useSpeech } from '../words/words.tsx';
import { type TableOrder, tableOrderOf } from './table-keys.ts';

/** Binds the keys of the light table, also while the focus is outside the thumbnails, and explains them on the sheet. */
export function useTableKeys(order: (what: TableOrder) => void, mayEdit: boolean): void {
  const { words } = useSpeech();
  const { tableKeys: says, keys } = words;
  const { ctrl } = keys;
  const run = (event: KeyboardEvent) => {
    const what = tableOrderOf(nameOfPress(event), event.shiftKey);
    if (what !== null) order(what);
  };
  const look: readonly KeyBinding[] = [
    { on: ['ArrowLeft', 'ArrowRight'], caps: ['←', '→'], label: says.page, run },
    { on: ['ArrowUp', 'ArrowDown'], caps: ['↑', '↓'], label: says.document, run },
    { on: ['Home', 'End'], caps: [says.home, says.end], label: says.ends, run },
    { on: [], caps: [`${says.shift} ←`, `${says.shift} →`], label: says.select, run },
    { on: ['n'], label: says.nextDoubt, run },
  ];
  const change: readonly KeyBinding[] = [
    { on: ['c'], label: says.cut, run },
    { on: ['m'], label: says.merge, run },
    { on: ['Enter'], label: says.confirm, run },
    { on: ['e'], label: says.ownDocument, run },
    {
      on: ['Ctrl', 'Alt'].flatMap((held) => ['Left', 'Right', 'Up', 'Down'].map((way) => `${held}+Arrow${way}`)),
      caps: [`${ctrl} ←`, `${ctrl} →`, `${says.alt} ←`, `${says.alt} →`],
      label: says.move,
      run,
    },
    { on: ['r'], label: says.turn, run },
    { on: ['b'], label: says.blank, run },
    { on: ['Delete', 'Backspace'], caps: [says.delete], label: says.remove, run },
    { on: ['Insert'], caps: [says.insert], label: says.restore, run },
    { on: ['x'], label: says.mark, run },
    { on: ['u'], label: says.add, run },
    { on: ['Ctrl+z'], label: says.undo, run },
    { on: ['Ctrl+y'], caps: [`${ctrl} ${says.shift} Z`], label: says.redo, run },
    { on: ['Ctrl+Enter'], label: says.release, run },
  ];
  useKeys(mayEdit ? [...look, ...change] : look);
}
