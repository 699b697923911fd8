import type { Company } from '../../src/domain/company.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { DocumentClass } from '../../src/domain/document-class.ts';
import { MailroomError } from '../../src/domain/errors.ts';
import type { Reading } from '../../src/domain/page.ts';
import type { ObjectRef } from '../../src/domain/sha256.ts';
import type { RetentionStore } from '../../src/ports/object-store.ts';
import type { ReadingStore } from '../../src/ports/reading-store.ts';
import type { RenditionRequest, RenditionWriter } from '../../src/ports/rendition-writer.ts';
import { defaultRetry, type Stage } from '../../src/ports/stage.ts';
import { retainUntil } from '../../src/rules/retention/retain-until.ts';
import { factsOf } from './facts-of.ts';

export interface ArchivingParts {
  readonly store: RetentionStore;
  readonly rendition: RenditionWriter;
  readonly readings: ReadingStore;
  readonly classes: readonly DocumentClass[];
  readonly company: Company;
}

/**
 * Makes the searchable PDF, reads original and PDF back from the store to see that both are whole, and puts them under
 * retention until the date of the class.
 */
export function createArchiving(parts: ArchivingParts): Stage<'archiving'> {
  return {
    name: 'archiving',
    version: '1',
    retry: defaultRetry,
    timeoutSeconds: 900,
    async run(document, { signal, clock }) {
      const documentClass = classOf(parts.classes, factsOf(document, 'classification').key);
      const reading = await parts.readings.load(factsOf(document, 'recognition').reading);
      const rendition = await parts.rendition.write(renditionOf(document, reading), signal);
      const until = retainUntil(documentClass.retention, document.receivedAt, parts.company.timeZone);

      for (const object of distinct([document.original, rendition])) {
        await readBack(parts.store, object, signal);
        await parts.store.retain(object.sha256, until);
      }
      return {
        kind: 'advance',
        effects: [],
        facts: {
          objectId: document.id,
          originalSha256: document.original.sha256,
          renditionSha256: rendition.sha256,
          retainUntil: until.toISOString(),
          deletionClass: documentClass.retention.deletionClass,
          verifiedAt: clock.now().toISOString(),
        },
      };
    },
  };
}

/** Page images as they were turned after reading, each with its words. */
function renditionOf(document: DocumentSnapshot, reading: Reading): RenditionRequest {
  const preparation = factsOf(document, 'preparation');
  const recognition = factsOf(document, 'recognition');
  const turned = new Map(recognition.turnedPages.map((page) => [page.number, page]));
  const read = new Map(reading.pages.map((page) => [page.number, page]));
  return {
    title: document.filename,
    createdAt: document.receivedAt,
    language: recognition.language,
    pdf: preparation.pdf,
    pages: preparation.pages.map((prepared) => {
      const turn = turned.get(prepared.number);
      const isSideways = turn !== undefined && turn.rotation % 180 !== 0;
      return {
        page: {
          ...prepared,
          ...(turn ? { image: turn.image, readingImage: turn.readingImage } : {}),
          ...(isSideways ? { widthMm: prepared.heightMm, heightMm: prepared.widthMm } : {}),
        },
        reading: read.get(prepared.number) ?? { number: prepared.number, words: [], confidence: 0, source: 'ocr' },
      };
    }),
  };
}

/** The verifying store ends a changed object with `object.corrupt`; here only its length is left to compare. */
async function readBack(store: RetentionStore, object: ObjectRef, signal: AbortSignal): Promise<void> {
  let byteLength = 0;
  for await (const chunk of await store.open(object.sha256)) {
    signal.throwIfAborted();
    byteLength += chunk.byteLength;
  }
  if (byteLength !== object.byteLength) {
    throw new MailroomError(
      'object.corrupt',
      `${object.sha256} came back with ${byteLength} bytes instead of ${object.byteLength}. Restore it from the backup.`,
    );
  }
}

function distinct(objects: readonly ObjectRef[]): readonly ObjectRef[] {
  return [...new Map(objects.map((object) => [object.sha256, object])).values()];
}

function classOf(classes: readonly DocumentClass[], key: string | null): DocumentClass {
  const found = classes.find((each) => each.key === key);
  if (!found) {
    throw new MailroomError(
      'stage.failed',
      `The class ${key ?? '(none)'} is no longer configured. Order the document again from classification.`,
      {
        params: { stage: 'archiving' },
      },
    );
  }
  return found;
}
