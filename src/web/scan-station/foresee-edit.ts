import type { BatchEditRequest, LightTablePage, LightTablePart } from '../api/contract.ts';
import { keyOf } from './light-table.ts';

/**
 * The parts as they will be after an edit, shown while the server is told. It leaves out what only the server knows
 * (`replace`) and changes nothing where the server would refuse; the server's answer takes its place in any case.
 */
export function foreseeEdit(parts: readonly LightTablePart[], edit: BatchEditRequest): readonly LightTablePart[] {
  switch (edit.kind) {
    case 'cut': {
      const { at, index } = placeOf(parts, keyOf(edit.page));
      const part = parts[at];
      if (part === undefined || !part.pages.slice(0, index).some(isKept)) return parts;
      return parts.toSpliced(
        at,
        1,
        { ...part, pages: part.pages.slice(0, index) },
        { pages: part.pages.slice(index), cut: 'clerk', isDoubtful: false, given: null },
      );
    }
    case 'merge': {
      const { at } = placeOf(parts, keyOf(edit.page));
      const previous = parts[at - 1];
      const part = parts[at];
      if (previous === undefined || part === undefined) return parts;
      const leading = previous.pages.some(isKept) ? previous : part;
      return parts.toSpliced(at - 1, 2, { ...leading, pages: [...previous.pages, ...part.pages] });
    }
    case 'confirmCut': {
      const { at } = placeOf(parts, keyOf(edit.page));
      return parts.map((part, index) => (index === at ? { ...part, isDoubtful: false } : part));
    }
    case 'move': {
      const { at } = placeOf(parts, keyOf(edit.into));
      const { moved, rest } = takeOut(parts, edit.pages.map(keyOf));
      const target = rest[at];
      if (target === undefined) return parts;
      const before = edit.before === null ? null : keyOf(edit.before);
      const begin = target.pages.findIndex((page) => keyOf(page) === before);
      const pages = target.pages.toSpliced(begin < 0 ? target.pages.length : begin, 0, ...moved);
      return filled(rest.toSpliced(at, 1, { ...target, pages }));
    }
    case 'moveOut': {
      const at = edit.before === null ? parts.length : placeOf(parts, keyOf(edit.before)).at;
      const { moved, rest } = takeOut(parts, edit.pages.map(keyOf));
      if (at < 0) return parts;
      return filled(rest.toSpliced(at, 0, { pages: moved, cut: 'clerk', isDoubtful: false, given: null }));
    }
    case 'turn':
      return change(parts, edit.pages.map(keyOf), (page) => ({ ...page, turn: turned(page.turn, edit.by) }));
    case 'drop':
      return change(parts, edit.pages.map(keyOf), (page) =>
        isKept(page) ? { ...page, dropped: edit.reason, isForRescan: false } : page,
      );
    case 'restore':
      return change(parts, edit.pages.map(keyOf), (page) => ({ ...page, dropped: null }));
    case 'markForRescan':
      return change(parts, edit.pages.map(keyOf), (page) =>
        isKept(page) || !edit.isForRescan ? { ...page, isForRescan: edit.isForRescan } : page,
      );
    case 'replace':
      return parts;
  }
}

const isKept = (page: LightTablePage): boolean => page.dropped === null;
const turns = [0, 90, 180, 270] as const;
const turned = (turn: LightTablePage['turn'], by: 90 | 180 | 270): LightTablePage['turn'] =>
  turns[((turn + by) / 90) % 4] ?? 0;
const filled = (parts: readonly LightTablePart[]) => parts.filter(({ pages }) => pages.length > 0);

function placeOf(parts: readonly LightTablePart[], key: string): { at: number; index: number } {
  for (const [at, { pages }] of parts.entries()) {
    const index = pages.findIndex((page) => keyOf(page) === key);
    if (index >= 0) return { at, index };
  }
  return { at: -1, index: -1 };
}

/** The pages of these keys in that order, and the parts without them: empty ones stay until `filled`. */
function takeOut(parts: readonly LightTablePart[], keys: readonly string[]) {
  const wanted = new Set(keys);
  const all = new Map(parts.flatMap(({ pages }) => pages.map((page) => [keyOf(page), page] as const)));
  return {
    moved: keys.flatMap((key) => all.get(key) ?? []),
    rest: parts.map((part) => ({ ...part, pages: part.pages.filter((page) => !wanted.has(keyOf(page))) })),
  };
}

function change(
  parts: readonly LightTablePart[],
  keys: readonly string[],
  changed: (page: LightTablePage) => LightTablePage,
): readonly LightTablePart[] {
  const wanted = new Set(keys);
  return parts.map((part) => ({
    ...part,
    pages: part.pages.map((page) => (wanted.has(keyOf(page)) ? changed(page) : page)),
  }));
}
