/**
 * Patch codes are four black bars, two of them wide, with narrow spaces between them: exactly the six orders there are.
 * Widths and orders after Kodak A-61599, "Patch Code Information for Kodak Scanners" (October 2006), whose tables give the
 * edges A to G from the leading edge of the sheet inward: wide 0.20 inches, narrow bars and spaces 0.08, in all 0.80;
 * `true` is a wide bar. Read from the other side I becomes VI and III becomes T, so a reader must know the leading edge.
 */
export const patchBars = {
  I: [true, true, false, false],
  II: [true, false, false, true],
  III: [true, false, true, false],
  IV: [false, true, true, false],
  VI: [false, false, true, true],
  T: [false, true, false, true],
} as const satisfies Record<string, readonly [boolean, boolean, boolean, boolean]>;

export type PatchKind = keyof typeof patchBars;

export const patchInches = { wide: 0.2, narrow: 0.08, all: 0.8 } as const;

/** What was printed: a patch code, or the symbology of a bar code. */
export const codeFormats = [
  'patch',
  'qr',
  'data-matrix',
  'aztec',
  'pdf417',
  'code-128',
  'code-39',
  'code-93',
  'ean',
] as const;

export type CodeFormat = (typeof codeFormats)[number];

/** A machine-readable mark found on a page image. What it means is decided by `src/rules/separation`. */
export interface FoundCode {
  readonly format: CodeFormat;
  /** What it says; empty for a patch code. Hostile: anybody may print anything. */
  readonly text: string;
  readonly patch: PatchKind | null;
  /** Pixels of the image that was searched, from its top left. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** 0 to 1. Bar codes check themselves and have 1; a patch code in the middle of a sheet, whose leading edge is a guess, has at most 0.6. */
  readonly confidence: number;
  /** Degrees counter-clockwise by which the code is turned, above -180 and up to 180; bars are told within two degrees. */
  readonly angle: number;
}

/** What a separator gives to the document that it opens, and to no other. */
export interface SeparatorData {
  readonly classKey: string | null;
  /** The scan profile for the pages that follow. */
  readonly profile: string | null;
  readonly archiveNumber: string | null;
}
