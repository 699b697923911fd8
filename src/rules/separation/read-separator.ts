import type { FoundCode, PatchKind, SeparatorData } from '../../domain/separator.ts';
import { noSeparatorData, parseSeparatorText } from './separator-text.ts';

export interface SeparationSettings {
  /** Patch codes that begin a new document; the others switch scanners to colour and mean nothing here. */
  readonly patches: readonly PatchKind[];
  /** Beginnings of archive serial numbers, `ASN` for `ASN00123`: letters and digits before the digits. */
  readonly archivePrefixes: readonly string[];
  /** Further texts that begin a document, as other programs print them; one that ends in `*` is a beginning. */
  readonly texts: readonly string[];
  /** A patch code below this is not believed. */
  readonly confidenceMin: number;
}

export const usualSeparation: SeparationSettings = {
  patches: ['T', 'II', 'III'],
  archivePrefixes: ['ASN'],
  texts: [],
  confidenceMin: 0.4,
};

export interface Separator {
  /** `sheet`: one of ours. `text`: named in the settings. */
  readonly kind: 'patch' | 'sheet' | 'archive-number' | 'text';
  readonly patch: PatchKind | null;
  /** For the document that this separator opens, and for no other. */
  readonly data: SeparatorData;
  /**
   * An archive number is stuck on the first page of a letter and that page stays; everything else is a sheet of its own
   * that is no part of a document.
   */
  readonly isPageOfDocument: boolean;
}

const textLengthMax = 300;
const archiveDigitsMax = 18;
/** Sheets of other programs print the name of the patch as a bar code, because their readers know no patch codes. */
const patchTexts: Readonly<Record<string, PatchKind>> = {
  PATCHT: 'T',
  PATCH1: 'I',
  PATCHI: 'I',
  PATCH2: 'II',
  PATCHII: 'II',
  PATCH3: 'III',
  PATCHIII: 'III',
  PATCH4: 'IV',
  PATCHIV: 'IV',
  PATCH6: 'VI',
  PATCHVI: 'VI',
};

/**
 * What a code on a page means. Null: it is content. Payment codes (`BCD…`, Swiss QR), the post's franking and parcel labels
 * stand on letters and never separate them, so only what is known to be a separator is one.
 */
export function readSeparator(code: FoundCode, settings: SeparationSettings = usualSeparation): Separator | null {
  if (code.patch !== null)
    return code.confidence < settings.confidenceMin ? null : patchSeparator(code.patch, settings);
  if (code.text.length > textLengthMax) return null;
  const text = code.text.trim();
  const data = parseSeparatorText(text);
  if (data !== null) return { kind: 'sheet', patch: null, data, isPageOfDocument: false };
  const patch = patchTexts[text.toUpperCase().replace(/[ _-]/g, '')];
  if (patch !== undefined) return patchSeparator(patch, settings);
  const archiveNumber = archiveNumberOf(text, settings.archivePrefixes);
  if (archiveNumber !== null) {
    return {
      kind: 'archive-number',
      patch: null,
      data: { ...noSeparatorData, archiveNumber },
      isPageOfDocument: true,
    };
  }
  return settings.texts.some((wanted) => fits(text, wanted))
    ? { kind: 'text', patch: null, data: noSeparatorData, isPageOfDocument: false }
    : null;
}

function patchSeparator(patch: PatchKind, settings: SeparationSettings): Separator | null {
  return settings.patches.includes(patch)
    ? { kind: 'patch', patch, data: noSeparatorData, isPageOfDocument: false }
    : null;
}

/** The number as it is printed, with its prefix: `ASN00123`. */
function archiveNumberOf(text: string, prefixes: readonly string[]): string | null {
  for (const prefix of prefixes) {
    if (prefix === '' || !text.toUpperCase().startsWith(prefix.toUpperCase())) continue;
    const digits = text.slice(prefix.length).replace(/^[ -]/, '');
    if (/^\d+$/.test(digits) && digits.length <= archiveDigitsMax) return text;
  }
  return null;
}

function fits(text: string, wanted: string): boolean {
  const isBeginning = wanted.length > 1 && wanted.endsWith('*');
  return isBeginning ? text.startsWith(wanted.slice(0, -1)) : wanted !== '' && text === wanted;
}
