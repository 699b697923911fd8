import type { Database } from '../db/connection.ts';
import { insertSubmission } from '../db/submissions.ts';
import type { ScannedPage } from '../domain/batch.ts';
import type { DocumentState } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import type { FactsByStage } from '../domain/facts.ts';
import type { BatchId, DocumentId, SubmissionId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { PreparedPage } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { StageName } from '../domain/stage-name.ts';
import type { Tray } from '../domain/tray.ts';

export interface PutDocument {
  readonly filename?: string;
  readonly channel?: 'letter' | 'fax' | 'email' | 'portal';
  readonly sha256?: Sha256;
  readonly receivedAt?: Date;
  readonly stage?: StageName;
  readonly state?: DocumentState;
  readonly tray?: Tray;
  readonly question?: Problem;
  readonly facts?: Partial<FactsByStage>;
  readonly classKey?: string;
  readonly customerNumber?: string;
  readonly customerName?: string;
  readonly duplicateOf?: string;
  readonly doneAt?: Date;
  readonly batchId?: BatchId;
  readonly replaces?: readonly ScannedPage[];
}

/** A document that stands where a test wants it, without having travelled there. */
export async function putDocument(
  database: Database,
  given: PutDocument = {},
): Promise<{ readonly submissionId: SubmissionId; readonly documentId: DocumentId }> {
  const receivedAt = given.receivedAt ?? new Date('2026-11-21T08:00:00Z');
  const sha256 = given.sha256 ?? digest('0');
  const { submissionId, documentId } = await insertSubmission(database, {
    id: newId('sub'),
    documentId: newId('doc'),
    channel: given.channel ?? 'letter',
    pipeline: given.channel ?? 'letter',
    source: 'test',
    sourceKey: newId('key'),
    filename: given.filename ?? 'letter.pdf',
    declaredMediaType: null,
    original: { sha256, byteLength: 1000 },
    receivedAt,
    createdAt: receivedAt,
    createdBy: 'mailroom',
    batchId: given.batchId ?? null,
    replaces: given.replaces ?? [],
  });
  await database.query(
    `update documents set stage = $2, state = $3, tray = $4, question = $5, facts = $6, class_key = $7, customer_number = $8,
            customer_name = $9, duplicate_of = $10, done_at = $11, page_count = $12,
            lease_until = case when $3 = 'running' then now() + interval '1 hour' end
      where id = $1`,
    [
      documentId,
      given.stage ?? 'preparation',
      given.state ?? 'ready',
      given.tray ?? null,
      given.question ? JSON.stringify(given.question) : null,
      JSON.stringify(given.facts ?? {}),
      given.classKey ?? null,
      given.customerNumber ?? null,
      given.customerName ?? null,
      given.duplicateOf ?? null,
      given.doneAt ?? null,
      given.facts?.preparation?.pages.length ?? null,
    ],
  );
  return { submissionId, documentId };
}

export function digest(digit: string): Sha256 {
  return digit.repeat(64) as Sha256;
}

/** Facts of a two-page letter that went all the way; `reading` must be stored by the test that reads it. */
export function lettersFacts(changes: Partial<FactsByStage> = {}): FactsByStage {
  const page = (number: number, image: Sha256 | null): PreparedPage => ({
    number,
    widthMm: 210,
    heightMm: 297,
    image,
    readingImage: image === null ? null : digest('9'),
    rotation: 0,
    skewDegrees: 0.4,
    isBlank: false,
  });
  return {
    preparation: {
      kind: 'tiff',
      mediaType: 'image/tiff',
      pages: [page(1, digest('1')), page(2, digest('2'))],
      mail: null,
      reading: null,
      pdf: null,
      childCount: 0,
      remarks: ['Page 2 is torn.'],
    },
    recognition: {
      language: 'de',
      reading: digest('a'),
      pageConfidences: [0.96, 0.91],
      characterCount: 900,
      wordCount: 150,
      engine: 'tesseract.js',
      turnedPages: [],
    },
    classification: {
      key: 'cancellation',
      confidence: 0.97,
      decision: 'auto',
      alternatives: [{ key: 'withdrawal', confidence: 0.02 }],
      second: null,
      evidence: [{ text: 'kündige', weight: 4.1 }],
      classifier: { name: 'test', version: '1' },
      decidedBy: null,
    },
    indexing: {
      fields: [
        {
          name: 'contractNumber',
          value: 'VN123456789',
          confidence: 0.99,
          page: 1,
          box: [0.1, 0.3, 0.2, 0.02],
          source: 'ocr',
          foundBy: 'label',
        },
        {
          name: 'email',
          value: 'a@example.org',
          confidence: 1,
          page: null,
          box: null,
          source: 'header',
          foundBy: 'from',
        },
      ],
      customer: {
        decision: 'auto',
        candidates: [
          {
            customerNumber: '40000001',
            confidence: 0.998,
            evidence: [{ kind: 'contractNumber', weight: 14.2, text: 'VN123456789' }],
            displayName: 'Sabine Müller',
            displayAddress: 'Bergstr. 74, 30159 Hannover',
          },
        ],
      },
      decidedBy: null,
    },
    archiving: {
      objectId: 'doc',
      originalSha256: digest('0'),
      renditionSha256: digest('b'),
      retainUntil: '2032-12-31',
      deletionClass: 'business-letter',
      verifiedAt: '2026-11-21T08:00:05.000Z',
    },
    routing: {
      queue: 'contracts',
      priority: 50,
      skills: ['cancellation', 'de'],
      dueAt: '2026-11-28T16:00:00.000Z',
      duplicateOf: null,
    },
    ...changes,
  };
}
