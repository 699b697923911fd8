import type { PageFlaw, PageQuality } from '../../../../domain/page-quality.ts';
import { isCutOff } from './cut-off.ts';
import type { InkMap } from './ink-map.ts';
import type { SmallCopy } from './small-copy.ts';
import type { StrokeEdges } from './stroke-edges.ts';

export interface QualityEvidence {
  /** Dots per inch as scanned, the mean of both directions; null when nobody knows. */
  readonly sourceDpi: number | null;
  readonly copy: SmallCopy;
  readonly ink: InkMap;
  readonly edges: StrokeEdges;
  readonly skewDegrees: number;
  readonly isBilevel: boolean;
}

/** A coarse fax has 141 dots by its mean and is read with 94 of 100 words; at 120 small print is lost. */
const dpiMin = 135;
const dpiGood = 200;
/** Ink of a laser printer is 150 to 220 levels darker than paper, pencil and a spent ribbon 30 to 60. */
const contrastMin = 65;
const contrastGood = 110;
/** Letters of 10 points have strokes of 0.35 mm; edges wider than that run into each other. */
const edgeMaxMm = 0.5;
const edgeGoodMm = 0.36;
/** Straightening measures up to 5 degrees. */
const skewMaxDegrees = 4.2;
const edgesNeeded = 200;
/** Lid left open or lamp too weak. */
const paperMin = 120;
const darkBorderMax = 0.3;

/** Judges a page that holds something, from its small copies: under 2 ms with the edges given. */
export function judgeQuality(evidence: QualityEvidence): PageQuality {
  const { sourceDpi, copy, ink, edges, skewDegrees, isBilevel } = evidence;
  const flaws: PageFlaw[] = [];
  let score = 1;
  const weigh = (flaw: PageFlaw, isFlaw: boolean, share: number): void => {
    if (isFlaw) flaws.push(flaw);
    score *= Math.min(1, Math.max(0.1, share));
  };
  if (sourceDpi !== null) weigh('low-resolution', sourceDpi < dpiMin, (sourceDpi / dpiGood) ** 0.5);
  // Black-and-white pages have lost their shades: their edges say nothing about the lens or the ribbon.
  if (!isBilevel && edges.count >= edgesNeeded) {
    weigh('low-contrast', edges.contrast < contrastMin, edges.contrast / contrastGood);
    weigh('blurred', edges.widthMm > edgeMaxMm, edgeGoodMm / Math.max(edgeGoodMm, edges.widthMm));
  }
  const isCut = isCutOff(ink);
  weigh('cut-off', isCut, isCut ? 0.6 : 1);
  const isDark = isTooDark(copy);
  weigh('dark', isDark, isDark ? 0.7 : 1);
  const isSkewed = Math.abs(skewDegrees) > skewMaxDegrees;
  weigh('skewed', isSkewed, isSkewed ? 0.7 : 1);
  return { score: Math.round(score * 100) / 100, flaws };
}

/** The sheet itself is grey, or a broad dark border surrounds it. */
function isTooDark({ bytes, widthPx, heightPx }: SmallCopy): boolean {
  const counts = new Uint32Array(256);
  let inner = 0;
  let dark = 0;
  let outer = 0;
  const left = Math.max(1, Math.floor(widthPx * 0.04));
  const top = Math.max(1, Math.floor(heightPx * 0.04));
  for (let y = 0; y < heightPx; y += 2) {
    const isEnd = y < top || y >= heightPx - top;
    for (let x = 0; x < widthPx; x += 2) {
      const level = bytes[y * widthPx + x] as number;
      if (isEnd || x < left || x >= widthPx - left) {
        outer += 1;
        if (level < 90) dark += 1;
      } else {
        inner += 1;
        counts[level] = (counts[level] as number) + 1;
      }
    }
  }
  let sum = 0;
  let paper = 255;
  for (let level = 255; level >= 0; level -= 1) {
    sum += counts[level] as number;
    if (sum > inner * 0.35) {
      paper = level;
      break;
    }
  }
  return paper < paperMin || dark > darkBorderMax * outer;
}
