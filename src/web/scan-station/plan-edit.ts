import type { BatchEditRequest } from '../api/contract.ts';
import { isDoubtfulCutAt, keyOf, type LightTable, type PagePlace, refOf } from './light-table.ts';

/** What a key, a button or a drop asks for; it applies to the selected pages. */
export type TableAction =
  | 'cut'
  | 'merge'
  | 'confirm'
  | 'turnRight'
  | 'turnLeft'
  | 'blank'
  | 'remove'
  | 'restore'
  | 'mark'
  | 'moveBack'
  | 'moveOn'
  | 'moveOut';

/** What was done, for the sentence that says so; `count` pages, `document` by its number. */
export type Outcome =
  | { readonly kind: 'cut' | 'merged' | 'confirmed' }
  | {
      readonly kind: 'turned' | 'blank' | 'removed' | 'restored' | 'marked' | 'unmarked' | 'movedOut';
      readonly count: number;
    }
  | { readonly kind: 'moved'; readonly count: number; readonly document: number };

export type Refusal =
  | 'beginsHere'
  | 'noneBefore'
  | 'noneAfter'
  | 'notDoubtful'
  | 'notKept'
  | 'droppedAlready'
  | 'keptAlready'
  | 'aloneAlready'
  | 'stillComing'
  | 'nothingSelected';

export type Plan =
  | { readonly kind: 'edit'; readonly edit: BatchEditRequest; readonly outcome: Outcome }
  /** Nothing would change; the server would refuse it for the same reason. */
  | { readonly kind: 'refused'; readonly why: Refusal };

/** `selected` in the order of the table, `cursor` one of them. */
export function planEdit(
  table: LightTable,
  selected: readonly PagePlace[],
  cursor: PagePlace | undefined,
  action: TableAction,
): Plan {
  const [first] = selected;
  const last = selected.at(-1);
  if (cursor === undefined || first === undefined || last === undefined) return refused('nothingSelected');
  if (selected.some((place) => place.page.isComing)) return refused('stillComing');
  const page = refOf(first.page);
  switch (action) {
    case 'cut': {
      const before = table.parts[first.part]?.pages.slice(0, first.index) ?? [];
      if (!before.some(({ dropped }) => dropped === null)) return refused('beginsHere');
      return { kind: 'edit', edit: { kind: 'cut', page }, outcome: { kind: 'cut' } };
    }
    case 'merge':
      if (first.part === 0) return refused('noneBefore');
      return { kind: 'edit', edit: { kind: 'merge', page }, outcome: { kind: 'merged' } };
    case 'confirm': {
      const begin = table.byKey.get(keyOf(table.parts[cursor.part]?.pages[0] ?? cursor.page));
      if (begin === undefined || !isDoubtfulCutAt(table, begin)) return refused('notDoubtful');
      return {
        kind: 'edit',
        edit: { kind: 'confirmCut', page: refOf(cursor.page) },
        outcome: { kind: 'confirmed' },
      };
    }
    case 'turnRight':
    case 'turnLeft':
      return onPages(selected, 'turned', (pages) => ({
        kind: 'turn',
        pages,
        by: action === 'turnRight' ? 90 : 270,
      }));
    case 'blank': {
      const kept = selected.filter((place) => place.page.dropped === null);
      if (kept.length > 0) return onPages(kept, 'blank', (pages) => ({ kind: 'drop', pages, reason: 'blank' }));
      const blank = selected.filter((place) => place.page.dropped === 'blank');
      if (blank.length === 0) return refused('notKept');
      return onPages(blank, 'restored', (pages) => ({ kind: 'restore', pages }));
    }
    case 'remove': {
      // Never the other way round: who presses the key twice, or on a separator, wants nothing back.
      const kept = selected.filter((place) => place.page.dropped === null);
      if (kept.length === 0) return refused('droppedAlready');
      return onPages(kept, 'removed', (pages) => ({ kind: 'drop', pages, reason: 'removed' }));
    }
    case 'restore': {
      const dropped = selected.filter((place) => place.page.dropped !== null);
      if (dropped.length === 0) return refused('keptAlready');
      return onPages(dropped, 'restored', (pages) => ({ kind: 'restore', pages }));
    }
    case 'mark': {
      const kept = selected.filter((place) => place.page.dropped === null);
      if (kept.length === 0) return refused('notKept');
      const unmarked = kept.filter((place) => !place.page.isForRescan);
      return unmarked.length > 0
        ? onPages(unmarked, 'marked', (pages) => ({ kind: 'markForRescan', pages, isForRescan: true }))
        : onPages(kept, 'unmarked', (pages) => ({ kind: 'markForRescan', pages, isForRescan: false }));
    }
    case 'moveBack':
      return planMove(table, selected, { part: first.part - 1, before: null }) ?? refused('noneBefore');
    case 'moveOn': {
      const begin = table.parts[last.part + 1]?.pages[0];
      return (
        planMove(table, selected, { part: last.part + 1, before: begin === undefined ? null : keyOf(begin) }) ??
        refused('noneAfter')
      );
    }
    case 'moveOut': {
      const whole = table.parts[first.part]?.pages.length === selected.length && first.part === last.part;
      if (whole) return refused('aloneAlready');
      return planMoveOut(table, selected, table.parts[last.part + 1]?.pages[0] ?? null);
    }
  }
}

/** Into a part, before the page of key `before` or at the end; null when there is no such part or nothing would move. */
export function planMove(
  table: LightTable,
  selected: readonly PagePlace[],
  to: { readonly part: number; readonly before: string | null },
): Plan | null {
  const target = table.parts[to.part];
  const keys = new Set(selected.map(({ key }) => key));
  if (target === undefined || selected.length === 0) return null;
  // Dropped onto itself or just before what follows it: it lies there already.
  const rest = target.pages.filter((page) => !keys.has(keyOf(page)));
  const begin = to.before === null ? -1 : target.pages.findIndex((page) => keyOf(page) === to.before);
  const before = begin < 0 ? undefined : target.pages.slice(begin).find((page) => !keys.has(keyOf(page)));
  const at = before === undefined ? rest.length : rest.indexOf(before);
  const after = rest.toSpliced(at, 0, ...selected.map(({ page }) => page));
  const isSame = after.length === target.pages.length && after.every((page, index) => page === target.pages[index]);
  const into = rest[0] ?? target.pages[0];
  if (isSame || into === undefined) return null;
  return {
    kind: 'edit',
    edit: {
      kind: 'move',
      pages: selected.map(({ page }) => refOf(page)),
      into: refOf(into),
      before: before === undefined ? null : refOf(before),
    },
    outcome: { kind: 'moved', count: selected.length, document: table.documentNumbers[to.part] ?? to.part + 1 },
  };
}

export function planMoveOut(table: LightTable, selected: readonly PagePlace[], before: PagePlace['page'] | null): Plan {
  const keys = new Set(selected.map(({ key }) => key));
  // The part it is put before must not be one that vanishes with the move.
  const target = before === null ? undefined : table.byKey.get(keyOf(before));
  const stays = table.places.slice(target?.flat ?? table.places.length).find(({ key }) => !keys.has(key));
  return onPages(selected, 'movedOut', (pages) => ({
    kind: 'moveOut',
    pages,
    before: stays === undefined ? null : refOf(stays.page),
  }));
}

type OnPages = 'turned' | 'blank' | 'removed' | 'restored' | 'marked' | 'unmarked' | 'movedOut';

function onPages(
  places: readonly PagePlace[],
  kind: OnPages,
  edit: (pages: ReturnType<typeof refOf>[]) => BatchEditRequest,
): Plan {
  return {
    kind: 'edit',
    edit: edit(places.map(({ page }) => refOf(page))),
    outcome: { kind, count: places.length },
  };
}

const refused = (why: Refusal): Plan => ({ kind: 'refused', why });
