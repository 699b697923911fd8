import type { PagesUnderWay } from '../ports/pages-under-way.ts';

/** For tests of documents that are short or that nobody looks at. */
export const pagesNobodySees: PagesUnderWay = {
  openedBefore: async () => [],
  keepOpened: async () => {},
  tellProgress: async () => {},
};
