import type { Words } from '../words/en.ts';
import { isDoubtfulCutAt, type LightTable, type PagePlace } from './light-table.ts';

/** All that a thumbnail shows, in words: "Seite 3 von 12, Dokument 2, leer". */
export function labelOf(words: Words['lightTable'], table: LightTable, place: PagePlace): string {
  const count = table.parts[place.part]?.pages.length ?? 0;
  const number = table.documentNumbers[place.part] ?? null;
  const { page } = place;
  const facts = [
    number === null ? words.looseLabel(place.index + 1, count) : words.pageLabel(place.index + 1, count, number),
    isDoubtfulCutAt(table, place) ? words.doubtful : '',
    page.dropped === null ? '' : words.drops[page.dropped],
    page.isForRescan ? words.marked : '',
    ...(page.dropped === null ? (page.quality?.flaws ?? []).map((flaw) => words.flaws[flaw]) : []),
    page.isComing ? words.comingPage : '',
    page.turn === 0 ? '' : words.turned(page.turn),
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}
