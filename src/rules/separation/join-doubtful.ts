import type { BatchLayout, LayoutPart, ScannedPage } from '../../domain/batch.ts';

/** A part, and where in it a further letter may begin. */
export interface JoinedPart {
  readonly part: LayoutPart;
  readonly perhaps: readonly ScannedPage[];
}

/**
 * Takes cuts by content back where no clerk is there to confirm them. Two letters in one document can be seen and mended;
 * a letter torn in two would be two work items for two people.
 */
export function joinDoubtful(layout: BatchLayout): readonly JoinedPart[] {
  const joined: JoinedPart[] = [];
  for (const part of layout.parts) {
    const last = joined.at(-1);
    const [begin] = part.pages;
    if (last === undefined || part.cut !== 'content' || begin === undefined) joined.push({ part, perhaps: [] });
    else {
      joined[joined.length - 1] = {
        part: { ...last.part, pages: [...last.part.pages, ...part.pages] },
        perhaps: [...last.perhaps, { documentId: begin.documentId, page: begin.page }],
      };
    }
  }
  return joined;
}
