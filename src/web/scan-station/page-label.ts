import type { Words } from '../words/en.ts';
import { isDoubtfulCutAt, type LightTable, type PagePlace } from './light-table.ts';

/**
 * All that a thumbnail shows, in words: "Seite 3 von 12, Dokument 2". Pages that were set aside are not counted; they, and
 * those beside them, are told apart by where they were scanned: "Dokument 2, Scanseite 4, leer".
 */
export function labelOf(words: Words['lightTable'], table: LightTable, place: PagePlace): string {
  const pages = table.parts[place.part]?.pages ?? [];
  const kept = pages.filter(({ dropped }) => dropped === null).length;
  const document = table.documentNumbers[place.part] ?? null;
  const { page } = place;
  const facts = [
    document === null ? words.looseLabel : '',
    document !== null && place.number === null ? words.document(document) : '',
    document !== null && place.number !== null ? words.pageLabel(place.number, kept, document) : '',
    kept < pages.length ? words.scanPage(page.page) : '',
    isDoubtfulCutAt(table, place) ? words.doubtful : '',
    page.dropped === null ? '' : words.drops[page.dropped],
    page.isForRescan ? words.marked : '',
    ...(page.dropped === null ? (page.quality?.flaws ?? []).map((flaw) => words.flaws[flaw]) : []),
    page.isComing ? words.comingPage : '',
    page.turn === 0 ? '' : words.turned(page.turn),
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}
