import type { PageReading, Word } from '../../domain/page.ts';
import { baselinesOf } from './baselines.ts';
import { columnsInTurn } from './columns.ts';

/**
 * Tesseract's table of what it read: a row for each page (level 1), block, paragraph, line (4) and word (5), columns
 * `level page block par line word left top width height conf text`. Half the work of the JSON tree with its letters
 * (22 ms instead of 60–100 ms a page), and the same from WebAssembly and from the command line.
 */
export function parseTsv(tsv: string, pageNumber: number): PageReading {
  const words: Word[] = [];
  let pageWidth = 0;
  let pageHeight = 0;
  let line = -1;
  let isNewLine = true;
  let lettersRead = 0;
  let surety = 0;
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const level = cells[0];
    if (level === '1') {
      pageWidth = Number(cells[8]);
      pageHeight = Number(cells[9]);
    } else if (level === '4') isNewLine = true;
    else if (level === '5' && pageWidth > 0 && pageHeight > 0) {
      const text = (cells[11] ?? '').trim();
      const confidence = Math.min(1, Number(cells[10]) / 100);
      if (text === '' || !(confidence >= 0)) continue;
      if (isNewLine) line += 1;
      isNewLine = false;
      const box = [
        fraction(Number(cells[6]), pageWidth),
        fraction(Number(cells[7]), pageHeight),
        fraction(Number(cells[8]), pageWidth),
        fraction(Number(cells[9]), pageHeight),
      ] as const;
      words.push({ text, box, confidence: Math.round(confidence * 1000) / 1000, line });
      lettersRead += text.length;
      surety += confidence * text.length;
    }
  }
  const confidence = lettersRead === 0 ? 0 : Math.round((surety / lettersRead) * 10_000) / 10_000;
  const inTurn = columnsInTurn(words);
  return { number: pageNumber, words: inTurn, baselines: baselinesOf(inTurn), confidence, source: 'ocr' };
}

/** Five decimals are a fiftieth of a millimetre on A3, and keep stored readings small. */
function fraction(pixels: number, whole: number): number {
  return Math.round(Math.min(1, Math.max(0, pixels / whole)) * 1e5) / 1e5;
}
