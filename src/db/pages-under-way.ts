import type { DocumentId } from '../domain/ids.ts';
import type { PreparedPage } from '../domain/page.ts';
import type { OpenedPage } from '../ports/document-opener.ts';
import type { PageProgress, PagesUnderWay } from '../ports/pages-under-way.ts';
import type { Queryable } from './connection.ts';
import type { LiveEvent } from './live-events.ts';

export function createPagesUnderWay(parts: {
  readonly database: Queryable;
  tell?(event: LiveEvent): void;
}): PagesUnderWay {
  const { database } = parts;

  const progressed: PagesUnderWay['tellProgress'] = async ({ id, submissionId, generation }, progress) => {
    const { stage, done, total } = progress;
    await database.query(
      `insert into page_progress (document_id, stage, generation, done, total) values ($1, $2, $3, $4, $5)
       on conflict (document_id) do update
          set stage = excluded.stage, generation = excluded.generation, done = excluded.done, total = excluded.total,
              updated_at = now()`,
      [id, stage, generation, done, total],
    );
    parts.tell?.({ type: 'document', documentId: id, submissionId, stage, state: 'running', tray: null });
  };

  return {
    async openedBefore({ id, generation }, maker) {
      const { rows } = await database.query<{ opened: OpenedPage }>(
        `select opened from opened_pages where document_id = $1 and generation = $2 and maker = $3 order by file_page`,
        [id, generation, maker],
      );
      const gap = rows.findIndex(({ opened }, index) => opened.filePage !== index + 1);
      return (gap < 0 ? rows : rows.slice(0, gap)).map(({ opened }) => opened);
    },
    async keepOpened(document, maker, pages, progress) {
      await database.query(
        `insert into opened_pages (document_id, generation, maker, file_page, opened)
         select $1, $2, $3, (page->>'filePage')::integer, page from jsonb_array_elements($4::jsonb) page
         on conflict do nothing`,
        [document.id, document.generation, maker, JSON.stringify(pages)],
      );
      await progressed(document, { ...progress, stage: 'preparation' });
    },
    tellProgress: progressed,
  };
}

export interface ComingPages {
  readonly documentId: DocumentId;
  readonly pages: readonly PreparedPage[];
  /** Of the file; more than `pages` until the last is made. */
  readonly pageCount: number;
}

const comingOf = `from documents d
       join page_progress p on p.document_id = d.id and p.generation = d.generation and p.stage = 'preparation'
       join opened_pages o on o.document_id = d.id and o.generation = d.generation
      where d.stage = 'preparation' and d.state in ('ready', 'running') and d.facts->'preparation' is null
        and o.opened->>'page' is not null`;

/** Pages made so far of documents that are still in preparation; nothing of those that are through. */
export async function comingPages(
  database: Queryable,
  documentIds: readonly string[],
): Promise<ReadonlyMap<DocumentId, ComingPages>> {
  if (documentIds.length === 0) return new Map();
  const { rows } = await database.query<{ documentId: DocumentId; page: PreparedPage; total: number }>(
    `select d.id as "documentId", o.opened->'page' as page, p.total ${comingOf} and d.id = any($1)
      order by d.id, o.file_page`,
    [documentIds],
  );
  const coming = new Map<DocumentId, ComingPages & { pages: PreparedPage[] }>();
  for (const { documentId, page, total } of rows) {
    const known = coming.get(documentId);
    if (known === undefined) coming.set(documentId, { documentId, pages: [page], pageCount: total });
    // Another version of the stage may have begun before this one took over.
    else if (known.pages.at(-1)?.number !== page.number) known.pages.push(page);
  }
  return coming;
}

/** One of them; null while it is not made. */
export async function comingPage(
  database: Queryable,
  documentId: string,
  number: number,
): Promise<PreparedPage | null> {
  const { rows } = await database.query<{ page: PreparedPage }>(
    `select o.opened->'page' as page ${comingOf} and d.id = $1 and (o.opened->'page'->>'number')::integer = $2 limit 1`,
    [documentId, number],
  );
  return rows[0]?.page ?? null;
}

/** How far a document is in the stage it is worked in; null when nobody said or it is through. */
export async function pageProgress(database: Queryable, documentId: string): Promise<PageProgress | null> {
  const { rows } = await database.query<PageProgress>(
    `select p.stage, p.done, p.total from page_progress p
       join documents d on d.id = p.document_id and d.generation = p.generation and d.stage = p.stage
      where d.id = $1 and d.state in ('ready', 'running')`,
    [documentId],
  );
  return rows[0] ?? null;
}
