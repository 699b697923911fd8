import type { Database } from '../db/connection.ts';
import { documentResult } from '../db/document-result.ts';
import { documentRow, documentsOfSubmission } from '../db/document-rows.ts';
import { type DocumentSources, documentSources } from '../db/document-sources.ts';
import { documentTimeline } from '../db/document-timeline.ts';
import { comingPages, pageProgress } from '../db/pages-under-way.ts';
import { reviewHolder } from '../db/review-claims.ts';
import { workItemOfDocument } from '../db/work-item-rows.ts';
import { MailroomError } from '../domain/errors.ts';
import { type DocumentId, parseId } from '../domain/ids.ts';
import type { PreparedPage } from '../domain/page.ts';
import { apiBase, type DocumentDetail } from './contract/index.ts';

export function missingDocument(): MailroomError {
  return new MailroomError('resource.missing', 'There is no such document.');
}

/** Text from an address as a document's id; fails with `resource.missing` for anything that cannot be one. */
export function asDocumentId(text: string): DocumentId {
  const id = parseId('doc', text);
  if (id === null) throw missingDocument();
  return id;
}

export async function sourcesOf(database: Database, id: string): Promise<DocumentSources> {
  const sources = await documentSources(database, asDocumentId(id));
  if (sources === null) throw missingDocument();
  return sources;
}

/** Everything the page of one document shows. */
export async function documentDetail(database: Database, id: DocumentId, now: Date): Promise<DocumentDetail> {
  const [row, result, sources, holder] = await Promise.all([
    documentRow(database, id),
    documentResult(database, id),
    documentSources(database, id),
    reviewHolder(database, id, now),
  ]);
  if (row === null || result === null || sources === null) throw missingDocument();
  const [coming, progress, timeline, workItem, family] = await Promise.all([
    comingPages(database, [id]),
    pageProgress(database, id),
    documentTimeline(database, id),
    workItemOfDocument(database, id),
    documentsOfSubmission(database, row.submissionId),
  ]);
  const { preparation, recognition } = sources.facts;
  return {
    ...row,
    result,
    mail: preparation?.mail ? { ...preparation.mail, to: [...preparation.mail.to] } : null,
    mediaType: preparation?.mediaType ?? null,
    byteLength: sources.byteLength,
    originalSha256: sources.originalSha256,
    remarks: [...(preparation?.remarks ?? []), ...(recognition?.remarks ?? [])],
    pages: pagesOf(sources, coming.get(id)?.pages ?? []),
    progress,
    timeline,
    workItem,
    siblings: family.filter((sibling) => sibling.id !== id),
    heldBy: holder && { ...holder, until: holder.until.toISOString() },
  };
}

export function pagesOf({ id, facts }: DocumentSources, coming: readonly PreparedPage[]): DocumentDetail['pages'] {
  return (facts.preparation?.pages ?? coming).map((page, index) => {
    const turned = facts.recognition?.turnedPages.find(({ number }) => number === page.number);
    // A quarter turn found by reading swaps the sides that preparation measured.
    const isSwapped = turned?.rotation === 90 || turned?.rotation === 270;
    return {
      number: page.number,
      widthMm: isSwapped ? page.heightMm : page.widthMm,
      heightMm: isSwapped ? page.widthMm : page.heightMm,
      rotation: (page.rotation + (turned?.rotation ?? 0)) % 360,
      skewDegrees: page.skewDegrees,
      isBlank: page.isBlank,
      confidence: facts.recognition?.pageConfidences[index] ?? null,
      imageUrl: `${apiBase}/documents/${id}/pages/${page.number}/image`,
    };
  });
}
