import type { Report } from './evaluate.ts';

const size = 420;
const margin = 48;
const inner = size - 2 * margin;
const x = (share: number): number => round(margin + share * inner);
const y = (share: number): number => round(size - margin - share * inner);

/** An SVG of how often answers were right against how sure they were; on the diagonal a confidence means what it says. */
export function reliabilityPlot(report: Report, title: string): string {
  const { reliability, exampleCount, expectedCalibrationError } = report;
  const most = Math.max(1, ...reliability.map(({ count }) => count));
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const points = reliability.map(({ meanConfidence, rightShare }) => `${x(meanConfidence)},${y(rightShare)}`).join(' ');
  const marks = reliability.map(({ count, meanConfidence, rightShare }) => {
    const radius = round(3 + 9 * Math.sqrt(count / most));
    return `<circle cx="${x(meanConfidence)}" cy="${y(rightShare)}" r="${radius}"><title>${count} documents, said ${percent(meanConfidence)}, right ${percent(rightShare)}</title></circle>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${size}" height="${size}" fill="#fff"/>`,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#999" stroke-dasharray="4 4"/>`,
    `<path d="M${x(0)} ${y(1)}V${y(0)}H${x(1)}" stroke="#333" fill="none"/>`,
    ...ticks.flatMap((tick) => [
      `<text x="${x(tick)}" y="${size - margin + 18}" text-anchor="middle">${tick * 100} %</text>`,
      `<text x="${margin - 6}" y="${y(tick) + 4}" text-anchor="end">${tick * 100}</text>`,
    ]),
    `<text x="${size / 2}" y="${size - 10}" text-anchor="middle">said by the classifier</text>`,
    `<text x="14" y="${size / 2}" text-anchor="middle" transform="rotate(-90 14 ${size / 2})">right, %</text>`,
    `<text x="${margin}" y="20" font-size="13">${escaped(title)}</text>`,
    `<text x="${margin}" y="37" fill="#555">${exampleCount} documents, calibration error ${expectedCalibrationError.toFixed(3)}</text>`,
    `<polyline points="${points}" fill="none" stroke="#1864ab" stroke-width="1.5"/>`,
    `<g fill="#1864ab" fill-opacity="0.75">${marks.join('')}</g>`,
    '</svg>\n',
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
