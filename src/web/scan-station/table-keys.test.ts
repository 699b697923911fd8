import { expect, it } from 'vitest';
import { tableOrderOf } from './table-keys.ts';

it('every action of the light table has a key', () => {
  const actions = ['c', 'm', 'r', 'b', 'Delete', 'Insert', 'x', 'e', 'Enter'].map((name) => tableOrderOf(name, false));
  expect(actions.map((order) => order?.kind === 'act' && order.action)).toEqual([
    'cut',
    'merge',
    'turnRight',
    'blank',
    'remove',
    'restore',
    'mark',
    'moveOut',
    'confirm',
  ]);
});

it('Shift selects with arrows, turns the other way, goes to the doubt before and does again what was undone', () => {
  expect(tableOrderOf('ArrowRight', true)).toEqual({ kind: 'step', step: 'right', selects: true });
  expect(tableOrderOf('r', true)).toEqual({ kind: 'act', action: 'turnLeft' });
  expect(tableOrderOf('n', true)).toEqual({ kind: 'doubt', direction: -1 });
  expect(tableOrderOf('Ctrl+z', true)).toEqual({ kind: 'redo' });
  expect(tableOrderOf('Ctrl+z', false)).toEqual({ kind: 'undo' });
});

it('Ctrl or Alt with an arrow moves pages instead of the cursor', () => {
  for (const held of ['Ctrl', 'Alt']) {
    expect(tableOrderOf(`${held}+ArrowLeft`, false)).toEqual({ kind: 'act', action: 'moveBack' });
    expect(tableOrderOf(`${held}+ArrowRight`, false)).toEqual({ kind: 'act', action: 'moveOn' });
  }
});

it('other keys are left to the browser', () => {
  for (const name of ['q', 'Tab', 'Ctrl+c', 'F5', 'constructor', 'toString'])
    expect(tableOrderOf(name, false)).toBeNull();
});
