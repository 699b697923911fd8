import type { CodeCandidate } from './code-candidates.ts';
import type { GreyRaster } from './grey-raster.ts';

/** Lines through the middle of the region, in parts of its extent along the stripes. */
const offsets = [0, -0.15, 0.15] as const;
/** Share of the contrast by which a line must pass the middle to count as having crossed it: noise does not. */
const hysteresis = 0.12;

/** How many edges a line square to the stripes crosses at most: a signature or the frames of a form have a few, bar codes dozens. */
export function countStripes(page: GreyRaster, region: CodeCandidate, levels: { paper: number; ink: number }): number {
  const radians = (region.stripesTilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const reach = Math.abs(cos) * region.width + Math.abs(sin) * region.height;
  const breadth = Math.abs(sin) * region.width + Math.abs(cos) * region.height;
  const middle = (levels.paper + levels.ink) / 2;
  const margin = hysteresis * (levels.paper - levels.ink);
  let most = 0;
  for (const offset of offsets) {
    const startX = region.x + region.width / 2 + sin * offset * breadth;
    const startY = region.y + region.height / 2 + cos * offset * breadth;
    let edges = 0;
    let isDark = false;
    for (let step = -reach / 2; step <= reach / 2; step += 1) {
      const x = Math.floor(startX + cos * step);
      const y = Math.floor(startY - sin * step);
      if (x < region.x || y < region.y || x >= region.x + region.width || y >= region.y + region.height) continue;
      if (x >= page.width || y >= page.height) continue;
      const level = page.pixels[y * page.width + x] as number;
      if (isDark ? level > middle + margin : level < middle - margin) {
        isDark = !isDark;
        edges += 1;
      }
    }
    most = Math.max(most, edges);
  }
  return most;
}
