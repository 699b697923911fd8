import type { PageQuality } from './page-quality.ts';
import type { PageSigns } from './page-signs.ts';
import type { FoundCode } from './separator.ts';
import type { Sha256 } from './sha256.ts';

/** `[left, top, width, height]` as fractions (0 to 1) of the upright page. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** One word as it stands on a page. */
export interface Word {
  readonly text: string;
  readonly box: Box;
  /** 0 to 1: how sure the reader is. 1 for text that was never an image. */
  readonly confidence: number;
  /** Number of the text line on the page, from 0, in reading order. Words of a line share it. */
  readonly line: number;
}

/** What was read on one page. Fonts are left to the engines. */
export interface PageReading {
  /** Counted from 1. */
  readonly number: number;
  readonly words: readonly Word[];
  /**
   * Where each line stands, by `Word.line`: fractions of the page's height from the top. Of pages that were read from an
   * image and not turned since; none in readings of an older Mailroom.
   */
  readonly baselines?: readonly number[];
  /** Mean word confidence weighted by word length, 0 to 1; 0 when nothing was read. */
  readonly confidence: number;
  /** Where the words come from: the file's own text, reading the image, or laying out a mail. */
  readonly source: 'text-layer' | 'ocr' | 'layout';
}

/** The text of a whole document; stored as one gzip-compressed JSON object in the object store. */
export interface Reading {
  readonly pages: readonly PageReading[];
}

/** An upright page as people and machines see it. */
export interface PreparedPage {
  /** Counted from 1. */
  readonly number: number;
  /** Physical size of the upright page in millimetres, from the file's own resolution. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** JPEG for people (WebP from an older Mailroom). Null when it is drawn on demand from `pdf` (born-digital pages, laid-out mails). */
  readonly image: Sha256 | null;
  /** Lean grey or black-and-white image for reading (PNG or TIFF). Null when the text is already known. */
  readonly readingImage: Sha256 | null;
  /** Clockwise quarter turns and skew (degrees, counter-clockwise positive) already undone in the images. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly skewDegrees: number;
  readonly isBlank: boolean;
  /** Page of the file, from 1, when it is another: pages before it could not be read and are not counted. */
  readonly filePage?: number;
  /** Bar codes and patch codes on it; looked for on scans only. */
  readonly codes?: readonly FoundCode[];
  /** Looked for where a profile separates by content. */
  readonly signs?: PageSigns;
  /** How well it can be read; null for pages that never were an image. */
  readonly quality?: PageQuality | null;
}

/** Words of a page joined to text: lines by newline, words by blank. */
export function textOfPage(page: Pick<PageReading, 'words'>): string {
  const lines: string[] = [];
  let current = -1;
  for (const word of page.words) {
    if (word.line === current) lines[lines.length - 1] += ` ${word.text}`;
    else {
      lines.push(word.text);
      current = word.line;
    }
  }
  return lines.join('\n');
}

/** Pages joined to text, separated by a form feed as `pdftotext` does. */
export function textOfReading(reading: Reading): string {
  return reading.pages.map(textOfPage).join('\n\f');
}
