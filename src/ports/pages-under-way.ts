import type { DocumentSnapshot } from '../domain/document.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { OpenedPage } from './document-opener.ts';

/** How many pages of a document a stage is through with. */
export interface PageProgress {
  readonly stage: StageName;
  readonly done: number;
  readonly total: number;
}

type Named = Pick<DocumentSnapshot, 'id' | 'submissionId' | 'generation'>;

/**
 * Pages of long documents while a stage works on them: people see them before the stage is through, and a restart
 * resumes behind them. Neither is a fact: losing all of it costs time only.
 */
export interface PagesUnderWay {
  /** The first pages of the file, in their order and without a gap, as `maker` made them in this generation. */
  openedBefore(document: Named, maker: string): Promise<readonly OpenedPage[]>;
  /** Keeps pages and tells of the progress. Keeping a page twice keeps the first. */
  keepOpened(
    document: Named,
    maker: string,
    pages: readonly OpenedPage[],
    progress: Omit<PageProgress, 'stage'>,
  ): Promise<void>;
  tellProgress(document: Named, progress: PageProgress): Promise<void>;
}
