/** What stands on a page that tells whether a letter begins on it, for scans without separator sheets. */
export interface PageSigns {
  /** "Seite 2 von 3": `of` is null where it says only "Seite 2". */
  readonly pageNumber: { readonly number: number; readonly of: number | null } | null;
  /** Address and date in the upper part of the page. */
  readonly hasLetterhead: boolean;
  /** "Sehr geehrte Damen und Herren". */
  readonly hasSalutation: boolean;
  /** "Mit freundlichen Grüßen". */
  readonly hasClosing: boolean;
}
