import type { SeparatorData } from '../../domain/separator.ts';

/**
 * What our own separator sheets say in their QR code: `MAILROOM:SEP;class=cancellation;profile=post-nord;archive=2026-000123`.
 * Plain characters that every reader and every keyboard-wedge scanner passes on unchanged; values are percent-encoded, keys
 * that a later version adds are skipped, and a sheet without data is `MAILROOM:SEP`.
 */
const opening = 'MAILROOM:SEP';
/** A QR code of this length still prints with modules of a millimetre. */
export const separatorTextLengthMax = 300;

const keys = { class: 'classKey', profile: 'profile', archive: 'archiveNumber' } as const satisfies Record<
  string,
  keyof SeparatorData
>;

/** What a value may be: it becomes a key for look-ups and is shown to people. */
const shapes = {
  classKey: /^[a-z][a-z0-9_-]{0,63}$/,
  profile: /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u,
  archiveNumber: /^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,63}$/u,
} as const satisfies Record<keyof SeparatorData, RegExp>;

export const noSeparatorData: SeparatorData = { classKey: null, profile: null, archiveNumber: null };

/** Null when the text is none of ours. A value that cannot be one is left out: the cut is meant whatever the data are. */
export function parseSeparatorText(text: string): SeparatorData | null {
  if (text.length > separatorTextLengthMax) return null;
  const [first, ...parts] = text.trim().split(';');
  if (first?.toUpperCase() !== opening) return null;
  const data: { -readonly [Key in keyof SeparatorData]: SeparatorData[Key] } = { ...noSeparatorData };
  for (const part of parts) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    const key = Object.hasOwn(keys, name) ? keys[name as keyof typeof keys] : null;
    if (key === null || data[key] !== null) continue;
    const value = decoded(part.slice(at + 1));
    if (value !== null && shapes[key].test(value)) data[key] = value;
  }
  return data;
}

/** The text for a sheet. Throws RangeError when a value cannot be one; the message names it. */
export function writeSeparatorText(data: SeparatorData): string {
  const parts = Object.entries(keys).flatMap(([name, key]) => {
    const value = data[key];
    if (value === null) return [];
    if (!shapes[key].test(value)) throw new RangeError(`This ${name} cannot stand on a separator sheet: ${value}`);
    return [`${name}=${encodeURIComponent(value)}`];
  });
  const text = [opening, ...parts].join(';');
  if (text.length > separatorTextLengthMax) throw new RangeError('This is too much for a separator sheet. Shorten it.');
  return text;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value).trim();
  } catch {
    return null;
  }
}
