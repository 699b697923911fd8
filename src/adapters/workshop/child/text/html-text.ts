import { compile } from 'html-to-text';

const charactersMax = 4_000_000;

/** Nothing is fetched: pictures are dropped, links keep their words only. Depth and breadth are bounded against bombs. */
const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: charactersMax, maxDepth: 200, maxChildNodes: 20_000, ellipsis: '…' },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

export function htmlToText(html: string): string {
  return convert(html)
    .replace(/\u00a0/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
