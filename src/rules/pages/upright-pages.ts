import type { RecognitionFacts } from '../../domain/facts.ts';
import type { PreparedPage } from '../../domain/page.ts';

/** The prepared pages with those replaced that reading found lying on a side or upside down. */
export function uprightPages(
  pages: readonly PreparedPage[],
  turnedPages: RecognitionFacts['turnedPages'],
): readonly PreparedPage[] {
  const byNumber = new Map(turnedPages.map((turned) => [turned.number, turned]));
  return pages.map((page) => {
    const turned = byNumber.get(page.number);
    if (turned === undefined) return page;
    const isSwapped = turned.rotation === 90 || turned.rotation === 270;
    return {
      ...page,
      image: turned.image,
      readingImage: turned.readingImage,
      rotation: ((page.rotation + turned.rotation) % 360) as PreparedPage['rotation'],
      widthMm: isSwapped ? page.heightMm : page.widthMm,
      heightMm: isSwapped ? page.widthMm : page.heightMm,
    };
  });
}
