import type { Box, PageReading } from '../../domain/page.ts';

/** Words of a page that is turned clockwise stand where they then are seen. */
export function turnedReading(page: PageReading, turn: 0 | 90 | 180 | 270): PageReading {
  if (turn === 0) return page;
  // Lines of a turned page stand nowhere.
  const { number, words, confidence, source } = page;
  return { number, words: words.map((word) => ({ ...word, box: turnedBox(word.box, turn) })), confidence, source };
}

function turnedBox([left, top, width, height]: Box, turn: 90 | 180 | 270): Box {
  if (turn === 180) return [1 - left - width, 1 - top - height, width, height];
  return turn === 90 ? [1 - top - height, left, height, width] : [top, 1 - left - width, height, width];
}
