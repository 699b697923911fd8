import type { Clock } from '../../src/domain/clock.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { StageName } from '../../src/domain/stage-name.ts';
import type { OpenedPage, OpeningPages } from '../../src/ports/document-opener.ts';
import type { PagesUnderWay } from '../../src/ports/pages-under-way.ts';

/** What is done within a second is never written down: it is there before anybody could look. */
const secondsBetween = 1;

interface Recorded<Told extends unknown[]> {
  readonly tell: (...told: Told) => void;
  /** Waits for what is being written; what was not written any more is lost, and nobody misses it. */
  readonly close: () => Promise<void>;
}

/** Calls `write` at most once a second and never twice at the same time. A failure is forgotten: the next call brings more. */
function nowAndThen<Told extends unknown[]>(clock: Clock, write: (...told: Told) => Promise<void>): Recorded<Told> {
  let last = clock.now().getTime();
  let writing: Promise<void> | null = null;
  return {
    tell(...told) {
      const now = clock.now().getTime();
      if (writing !== null || now - last < secondsBetween * 1000) return;
      last = now;
      writing = write(...told)
        .catch(() => {})
        .finally(() => {
          writing = null;
        });
    },
    async close() {
      await writing;
    },
  };
}

/** Keeps the pages of a long file as they are made; `made` are those of an earlier attempt. */
export function recordOpened(
  pages: PagesUnderWay,
  document: DocumentSnapshot,
  maker: string,
  made: readonly OpenedPage[],
  clock: Clock,
): OpeningPages & Pick<Recorded<never>, 'close'> {
  let waiting: readonly OpenedPage[] = [];
  let done = made.length;
  const { tell, close } = nowAndThen(clock, async (total: number) => {
    const taken = waiting;
    waiting = [];
    try {
      await pages.keepOpened(document, maker, taken, { done, total });
    } catch (error) {
      waiting = [...taken, ...waiting];
      throw error;
    }
  });
  return {
    made,
    close,
    onPage(page, pageCount) {
      waiting = [...waiting, page];
      done += 1;
      tell(pageCount);
    },
  };
}

/** Counts pages of a stage. */
export function recordProgress(
  pages: PagesUnderWay,
  document: DocumentSnapshot,
  { stage, total }: { readonly stage: StageName; readonly total: number },
  clock: Clock,
): Pick<Recorded<never>, 'close'> & { pageDone(): void } {
  let done = 0;
  const { tell, close } = nowAndThen(clock, () => pages.tellProgress(document, { stage, done, total }));
  return {
    close,
    pageDone() {
      done += 1;
      tell();
    },
  };
}
