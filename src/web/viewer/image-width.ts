/** What a page opens with: a few kilobytes, drawn at once and sharpened after. */
export const firstWidthPx = 320;
const widthsPx = [640, 1000, 1600, 2400, 3200] as const;
/** One of them, for cuttings of a page: print stays sharp in them, and the page near to is the same image. */
export const snippetWidthPx = 1600;

/** The smallest of a few fixed widths that is sharp enough; few, so that caches on the way can keep them. */
export function sharpWidth(shownCssPx: number, pixelRatio: number): number {
  const needed = shownCssPx * pixelRatio;
  return widthsPx.find((width) => width >= needed * 0.95) ?? widthsPx[widthsPx.length - 1] ?? needed;
}
