import { describe, expect, it } from 'vitest';
import type { BatchDetail, LightTablePage, LightTablePart } from '../api/contract.ts';
import { createEditQueue, type TableStep } from './edit-queue.ts';
import { foreseeEdit } from './foresee-edit.ts';
import { doubtsOf, layTable, nextDoubt, pagesBetween, stepFrom } from './light-table.ts';
import { planEdit, planMove, type TableAction } from './plan-edit.ts';

const page = (number: number, changes: Partial<LightTablePage> = {}): LightTablePage => ({
  documentId: 'doc_a',
  page: number,
  turn: 0,
  dropped: null,
  isForRescan: false,
  isBlank: false,
  quality: null,
  widthMm: 210,
  heightMm: 297,
  hasImage: true,
  isComing: false,
  ...changes,
});
const part = (pages: readonly LightTablePage[], isDoubtful = false): LightTablePart => ({
  cut: 'first',
  isDoubtful,
  given: null,
  pages: [...pages],
});
const shape = (parts: readonly LightTablePart[]) =>
  parts.map(({ pages }) => pages.map((one) => `${one.page}${one.dropped === null ? '' : `-${one.dropped}`}`));
const poor = { quality: { score: 0.3, flaws: ['blurred' as const] } };
const parts = [
  part([page(1), page(2, { dropped: 'blank' })]),
  part([page(3)], true),
  part([page(4), page(5, poor), page(6)]),
];
const table = layTable(parts);
const placeAt = (number: number) => {
  const place = table.byKey.get(`doc_a:${number}`);
  if (place === undefined) throw new Error(`There is no page ${number}.`);
  return place;
};
const plan = (action: TableAction, ...numbers: readonly number[]) => {
  const places = numbers.map(placeAt);
  return planEdit(table, places, places.at(-1), action);
};
const partsAfter = (action: TableAction, ...numbers: readonly number[]) => {
  const planned = plan(action, ...numbers);
  return planned.kind === 'edit' ? shape(foreseeEdit(parts, planned.edit)) : planned.why;
};

describe('walking over the table', () => {
  it('goes page by page to the sides and document by document up and down, and stops at the ends', () => {
    expect(stepFrom(table, placeAt(2), 'right').page.page).toBe(3);
    expect(stepFrom(table, placeAt(1), 'left').page.page).toBe(1);
    expect(stepFrom(table, placeAt(1), 'down').page.page).toBe(3);
    expect(stepFrom(table, placeAt(6), 'up').page.page).toBe(4);
    expect(stepFrom(table, placeAt(4), 'up').page.page).toBe(3);
    expect(stepFrom(table, placeAt(4), 'down').page.page).toBe(6);
  });

  it('finds doubtful cuts and poor pages one after the other, and begins again', () => {
    expect(doubtsOf(table).map((place) => place.page.page)).toEqual([3, 5]);
    expect(nextDoubt(table, 0, 1)?.page.page).toBe(3);
    expect(nextDoubt(table, placeAt(3).flat, 1)?.page.page).toBe(5);
    expect(nextDoubt(table, placeAt(5).flat, 1)?.page.page).toBe(3);
    expect(nextDoubt(table, placeAt(3).flat, -1)?.page.page).toBe(5);
    expect(nextDoubt(layTable([part([page(1)])]), 0, 1)).toBeNull();
  });

  it('a page that was set aside, or is to be rescanned, is no doubt any more', () => {
    const decided = layTable([
      part([page(1, { ...poor, isForRescan: true }), page(2, { ...poor, dropped: 'removed' })]),
    ]);
    expect(doubtsOf(decided)).toEqual([]);
  });

  it('selects from the anchor to the cursor in either direction', () => {
    const numbers = (from: string | null, to: string | null) =>
      pagesBetween(table, from, to).map((one) => one.page.page);
    expect(numbers('doc_a:2', 'doc_a:4')).toEqual([2, 3, 4]);
    expect(numbers('doc_a:4', 'doc_a:2')).toEqual([2, 3, 4]);
    expect(numbers(null, 'doc_a:5')).toEqual([5]);
    expect(numbers('doc_gone:1', 'doc_a:5')).toEqual([5]);
    expect(numbers(null, 'doc_gone:1')).toEqual([]);
  });
});

describe('what a key does to the selected pages', () => {
  it('cuts and merges', () => {
    expect(partsAfter('cut', 5)).toEqual([['1', '2-blank'], ['3'], ['4'], ['5', '6']]);
    expect(partsAfter('cut', 4)).toBe('beginsHere');
    expect(partsAfter('merge', 3)).toEqual([
      ['1', '2-blank', '3'],
      ['4', '5', '6'],
    ]);
    expect(partsAfter('merge', 1)).toBe('noneBefore');
  });

  it('confirms a doubtful cut from any page of its document and no other cut', () => {
    const planned = plan('confirm', 3);
    expect(planned.kind === 'edit' && foreseeEdit(parts, planned.edit)[1]?.isDoubtful).toBe(false);
    expect(partsAfter('confirm', 4)).toBe('notDoubtful');
  });

  it('drops what is kept; Delete brings nothing back, restoring does', () => {
    expect(partsAfter('blank', 1)).toEqual([['1-blank', '2-blank'], ['3'], ['4', '5', '6']]);
    expect(partsAfter('blank', 2)).toEqual([['1', '2'], ['3'], ['4', '5', '6']]);
    expect(partsAfter('remove', 1, 2)).toEqual([['1-removed', '2-blank'], ['3'], ['4', '5', '6']]);
    expect(partsAfter('remove', 2)).toBe('droppedAlready');
    expect(partsAfter('restore', 2)).toEqual([['1', '2'], ['3'], ['4', '5', '6']]);
    expect(partsAfter('restore', 1)).toBe('keptAlready');
  });

  it('marks for rescan what is not marked yet, and never a page that was dropped', () => {
    expect(plan('mark', 1, 2)).toMatchObject({ edit: { isForRescan: true, pages: [{ page: 1 }] } });
    expect(partsAfter('mark', 2)).toBe('notKept');
  });

  it('turns add up to a whole', () => {
    const turn = (by: 90 | 270) => ({ kind: 'turn' as const, pages: [{ documentId: 'doc_a', page: 1 }], by });
    const turned = foreseeEdit(foreseeEdit(parts, turn(270)), turn(90));
    expect(turned[0]?.pages[0]?.turn).toBe(0);
    expect(foreseeEdit(parts, turn(270))[0]?.pages[0]?.turn).toBe(270);
  });

  it('moves pages to the document before or after, in their order', () => {
    expect(partsAfter('moveBack', 4, 5)).toEqual([['1', '2-blank'], ['3', '4', '5'], ['6']]);
    expect(partsAfter('moveOn', 3)).toEqual([
      ['1', '2-blank'],
      ['3', '4', '5', '6'],
    ]);
    expect(partsAfter('moveBack', 1)).toBe('noneBefore');
    expect(partsAfter('moveOn', 6)).toBe('noneAfter');
    expect(partsAfter('moveOut', 5)).toEqual([['1', '2-blank'], ['3'], ['4', '6'], ['5']]);
    expect(partsAfter('moveOut', 3)).toBe('aloneAlready');
  });

  it('a drop onto the place where the pages lie already moves nothing', () => {
    expect(planMove(table, [placeAt(4)], { part: 2, before: 'doc_a:4' })).toBeNull();
    expect(planMove(table, [placeAt(4)], { part: 2, before: 'doc_a:5' })).toBeNull();
    const planned = planMove(table, [placeAt(6)], { part: 2, before: 'doc_a:4' });
    expect(planned?.kind === 'edit' && shape(foreseeEdit(parts, planned.edit))[2]).toEqual(['6', '4', '5']);
  });
});

describe('the queue of edits', () => {
  const batch = (revision: number, own = parts) => ({ revision, parts: own }) as unknown as BatchDetail;
  const cutAt = (number: number): TableStep => ({
    kind: 'edit',
    edit: { kind: 'cut', page: { documentId: 'doc_a', page: number } },
  });
  /** A server that answers when told to. */
  function openQueue() {
    const asked: {
      step: TableStep;
      revision: number;
      answer: (batch: BatchDetail) => void;
      refuse: (e: Error) => void;
    }[] = [];
    const done: number[] = [];
    const refused: unknown[] = [];
    const queue = createEditQueue({
      send: (step, revision) =>
        new Promise((answer, refuse) => {
          asked.push({ step, revision, answer, refuse });
        }),
      onDone: ({ revision }) => done.push(revision),
      onRefused: (error) => refused.push(error),
      onChange: () => {},
    });
    return { queue, asked, done, refused };
  }
  const turn = () => new Promise((next) => setImmediate(next));

  it('sends quick key presses one after the other, each with the revision the one before it made', async () => {
    const { queue, asked, done } = openQueue();
    queue.push(cutAt(5), batch(7));
    queue.push(cutAt(6), batch(7));
    expect(asked.map(({ revision }) => revision)).toEqual([7]);
    expect(shape(queue.parts(batch(7)))).toEqual([['1', '2-blank'], ['3'], ['4'], ['5'], ['6']]);
    asked[0]?.answer(batch(8));
    await turn();
    expect(asked.map(({ revision }) => revision)).toEqual([7, 8]);
    asked[1]?.answer(batch(9));
    await turn();
    expect(done).toEqual([8, 9]);
    expect(queue.parts(batch(9))).toBe(parts);
    expect(queue.isBusy()).toBe(false);
  });

  it('a key between an answer and its arrival on the page is for the batch of that answer', async () => {
    const { queue, asked, refused } = openQueue();
    const cut = [...foreseeEdit(parts, { kind: 'cut', page: { documentId: 'doc_a', page: 5 } })];
    queue.push(cutAt(5), batch(7));
    asked[0]?.answer(batch(8, cut));
    await turn();
    // The page still has what it loaded before.
    expect(queue.parts(batch(7))).toBe(cut);
    queue.push(cutAt(6), batch(7));
    expect(asked.map(({ revision }) => revision)).toEqual([7, 8]);
    asked[1]?.answer(batch(9));
    await turn();
    // What somebody else did since is what counts.
    queue.push(cutAt(6), batch(12));
    expect(asked.map(({ revision }) => revision)).toEqual([7, 8, 12]);
    expect(refused).toEqual([]);
  });

  it('a refused step takes what waited behind it along, and the next one begins from what is shown then', async () => {
    const { queue, asked, done, refused } = openQueue();
    queue.push(cutAt(5), batch(7));
    queue.push(cutAt(6), batch(7));
    asked[0]?.refuse(new Error('stale'));
    await turn();
    expect(refused).toHaveLength(1);
    expect(asked).toHaveLength(1);
    expect(queue.parts(batch(7))).toBe(parts);
    queue.push({ kind: 'undo' }, batch(12));
    expect(asked[1]?.revision).toBe(12);
    asked[1]?.answer(batch(13));
    await turn();
    expect(done).toEqual([13]);
  });
});

it('pages of a scan that is still being made can be looked at and are not edited', () => {
  const coming = layTable([part([page(1), page(2, { isComing: true })])]);
  const places = coming.places.slice(1);
  for (const action of ['cut', 'turnRight', 'mark', 'moveOut'] as const)
    expect(planEdit(coming, places, places[0], action)).toEqual({ kind: 'refused', why: 'stillComing' });
});
