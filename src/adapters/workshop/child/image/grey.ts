/** A page as eight-bit grey pixels, row by row, black 0. */
export interface Grey {
  readonly pixels: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Square pixels per inch. */
  readonly dpi: number;
}
