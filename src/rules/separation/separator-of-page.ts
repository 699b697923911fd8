import type { FoundCode, SeparatorData } from '../../domain/separator.ts';
import { readSeparator, type SeparationSettings, type Separator, usualSeparation } from './read-separator.ts';
import { noSeparatorData } from './separator-text.ts';

const strength = { sheet: 3, patch: 2, text: 1, 'archive-number': 0 } as const satisfies Record<
  Separator['kind'],
  number
>;

/**
 * What all codes of a page come to: one separator or none. A sheet has its patch code on every side and its data in a QR
 * code, and is still one cut. Two that contradict each other give no data of that sort: a wrong archive number is worse than
 * none.
 */
export function separatorOfPage(
  codes: readonly FoundCode[],
  settings: SeparationSettings = usualSeparation,
): Separator | null {
  const separators = codes.flatMap((code) => readSeparator(code, settings) ?? []);
  const [first, ...others] = [...separators].sort((a, b) => strength[b.kind] - strength[a.kind]);
  if (first === undefined) return null;
  return {
    ...first,
    patch: [first, ...others].find((one) => one.patch !== null)?.patch ?? null,
    data: {
      classKey: agreed(separators, 'classKey'),
      profile: agreed(separators, 'profile'),
      archiveNumber: agreed(separators, 'archiveNumber'),
    },
  };
}

function agreed(separators: readonly Separator[], key: keyof SeparatorData): string | null {
  const values = new Set(separators.flatMap(({ data }) => data[key] ?? []));
  return values.size === 1 ? ([...values][0] ?? null) : noSeparatorData[key];
}
