import type { PatchKind } from './separator.ts';

/** What makes a new document begin while a stack of paper is scanned. Several ways may be on at once. */
export interface SeparationMethod {
  /** Patch codes that are separator sheets. */
  readonly patches: readonly PatchKind[];
  /** Sheets of our own, whose code begins with MAILROOM:SEP. */
  readonly codes: boolean;
  /** Labels such as ASN00017, by their prefix; the page begins a document and stays in it. */
  readonly archivePrefixes: readonly string[];
  /** A sheet without ink, on both sides in duplex, ends the document before it. */
  readonly blankSheets: boolean;
  /** Every document has so many pages; null when they differ. */
  readonly pagesEach: number | null;
  /** Letterheads and page numbers propose doubtful cuts. */
  readonly content: boolean;
}

/** How a scanner, a hot folder or an upload at a mail-room site is set up. */
export interface ScanProfile {
  /** Stable and machine-readable; separator sheets and hot folders name it. */
  readonly key: string;
  readonly name: { readonly de: string; readonly en: string };
  /** The mail room where the paper lies. */
  readonly site: string;
  readonly channel: 'letter' | 'fax';
  /** Both sides of each sheet are scanned: pages 1 and 2 are one sheet. */
  readonly isDuplex: boolean;
  readonly colour: 'black-white' | 'grey' | 'colour';
  readonly separation: SeparationMethod;
  /** Blank sides go into no document; each is a record and can be undone. */
  readonly dropsBlanks: boolean;
  /** The device writes a file a page: a new file begins no document. */
  readonly isFilePerPage?: boolean;
  /** Folder that is watched, absolute or below the data folder; null for none. */
  readonly hotFolder: string | null;
  /** SANE device that scans for it, or null. */
  readonly device: string | null;
  /** Tesseract names of the languages to read, most likely first. */
  readonly languages: readonly string[];
}

/** What of a profile arranges pages; a batch keeps it as it was when it was begun. */
export type FrozenProfile = Pick<ScanProfile, 'separation' | 'dropsBlanks' | 'isDuplex'>;

/** For scans that name no profile: separator sheets work, and nothing is dropped or cut on less than that. */
export const defaultSeparation: SeparationMethod = {
  patches: ['T', 'II', 'III'],
  codes: true,
  archivePrefixes: ['ASN'],
  blankSheets: false,
  pagesEach: null,
  content: false,
};

/** Nothing separates: a fax or a mail is a document as it is. */
export const noSeparation: SeparationMethod = {
  patches: [],
  codes: false,
  archivePrefixes: [],
  blankSheets: false,
  pagesEach: null,
  content: false,
};
