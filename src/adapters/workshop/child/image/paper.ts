import { levelAt } from './ink-map.ts';
import type { Pixels } from './pixels.ts';
import type { SmallCopy } from './small-copy.ts';

/** How bright the paper is and where ink begins, tile by tile: shadows, tinted boxes and faint pencil each get their own limit. */
export interface Paper {
  readonly columns: number;
  /** A pixel darker than this is ink. One per tile of 64 × 64 pixels, row by row. */
  readonly thresholds: Uint8Array;
  /**
   * How steeply shades rise from ink to white, in eighths: so that the tile's own paper becomes white. A tile with faint
   * ink or a speck alone has its threshold close below its paper, and would stay grey with the slope of the others.
   */
  readonly slopes: Uint8Array;
  /** 1 where the tile has ink at all. */
  readonly inked: Uint8Array;
}

/** Tiles are addressed by shifting, so their edge is 2 to this power. */
export const tileBits = 6;
const tilePx = 1 << tileBits;
/** Ink must differ from its paper by this much: a pencil signature on white differs by 30 to 60. */
const contrastMin = 24;
/** Ink ends a little before the middle between ink and paper, so thin strokes stay whole. */
const inkShare = 0.42;
const slopeMin = 2;

interface Tiles {
  readonly columns: number;
  readonly darkest: Uint8Array;
  readonly ink: Uint8Array;
  readonly paper: Uint8Array;
  readonly noise: Uint8Array;
}

export function studyPaper(grey: Pixels): Paper {
  const { columns, darkest, ink, paper, noise } = studyTiles(grey);
  const sheet = [...paper].sort((a, b) => a - b)[Math.floor(paper.length * 0.6)] ?? 255;
  const thresholds = new Uint8Array(paper.length);
  const slopes = new Uint8Array(paper.length);
  for (let tile = 0; tile < thresholds.length; tile += 1) {
    // A tile much darker than the sheet is a picture or a black bar; it has no paper of its own.
    const own = paper[tile] as number;
    const level = own < 0.55 * sheet ? sheet : own;
    const least = Math.max(contrastMin, 3 * (noise[tile] as number));
    const contrast = level - (ink[tile] as number);
    thresholds[tile] = Math.max(
      1,
      contrast > least ? Math.min(level - 0.8 * least, level - inkShare * contrast) : level - least,
    );
    slopes[tile] = slopeOf(level - (thresholds[tile] as number));
  }
  const inked = thresholds.map((threshold, tile) => ((darkest[tile] as number) < threshold ? 1 : 0));
  return { columns, thresholds, slopes, inked };
}

/** Two thirds of the way from the limit of ink to the paper are shades; what is brighter is white, grain and all. */
function slopeOf(distance: number): number {
  return Math.min(127, Math.max(8 * slopeMin, Math.ceil((8 * 127) / Math.max(1, distance * 0.66))));
}

/** The same for a page that was black-and-white from the start (fax, G4 scan): a shortcut by its small copy. */
export function bilevelPaper(page: Pixels, copy: SmallCopy): Paper {
  const columns = Math.ceil(page.widthPx / tilePx);
  const rows = Math.ceil(page.heightPx / tilePx);
  const inked = new Uint8Array(columns * rows);
  for (let y = 0; y < copy.heightPx; y += 1) {
    const tileRow = ((y * copy.factor) >> tileBits) * columns;
    for (let x = 0; x < copy.widthPx; x += 1) {
      if ((copy.bytes[y * copy.widthPx + x] as number) < 255) inked[tileRow + ((x * copy.factor) >> tileBits)] = 1;
    }
  }
  const tiles = columns * rows;
  return {
    columns,
    thresholds: new Uint8Array(tiles).fill(128),
    slopes: new Uint8Array(tiles).fill(8 * slopeMin),
    inked,
  };
}

/** Levels per tile from every fourth pixel in a chequered pattern; scanners draw no line thinner than two pixels. */
function studyTiles({ bytes, widthPx, heightPx }: Pixels): Tiles {
  const columns = Math.ceil(widthPx / tilePx);
  const rows = Math.ceil(heightPx / tilePx);
  const make = (): Uint8Array => new Uint8Array(columns * rows);
  const tiles = { columns, darkest: make(), ink: make(), paper: make(), noise: make() };
  const counts = new Uint32Array(columns * 256);
  for (let row = 0; row < rows; row += 1) {
    counts.fill(0);
    const bottom = Math.min(heightPx, (row + 1) * tilePx);
    for (let y = row * tilePx; y < bottom; y += 2) {
      const start = y * widthPx;
      for (let x = (y >> 1) & 1; x < widthPx; x += 2) {
        const slot = ((x >> tileBits) << 8) + (bytes[start + x] as number);
        counts[slot] = (counts[slot] as number) + 1;
      }
    }
    for (let column = 0; column < columns; column += 1) {
      const own = counts.subarray(column * 256, column * 256 + 256);
      const samples = (Math.min(tilePx, widthPx - column * tilePx) * (bottom - row * tilePx)) / 4;
      const tile = row * columns + column;
      tiles.darkest[tile] = levelAt(own, 0);
      tiles.ink[tile] = levelAt(own, 0.02 * samples);
      tiles.paper[tile] = levelAt(own, 0.65 * samples);
      tiles.noise[tile] = levelAt(own, 0.95 * samples - 1) - (tiles.paper[tile] as number);
    }
  }
  return tiles;
}
