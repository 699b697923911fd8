import { MailroomError } from '../../../domain/errors.ts';
import type { PageReading } from '../../../domain/page.ts';
import type { Sha256 } from '../../../domain/sha256.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import type { RenditionRequest, RenditionWriter } from '../../../ports/rendition-writer.ts';
import type { Workshop } from '../workshop.ts';
import type { RenditionPage } from './rendition-task.ts';

const pixelsMax = 150_000_000;

/**
 * Writes renditions in a workshop's child. A PDF that already holds all its text is its own rendition and is not written
 * again: changing it could only lose something.
 */
export function createRenditionWriter(parts: {
  readonly workshop: Workshop;
  readonly store: ObjectStore;
}): RenditionWriter {
  return {
    async write(request, signal) {
      if (request.pdf !== null && request.pages.every(({ reading }) => reading.source !== 'ocr')) {
        const ref = await parts.store.head(request.pdf);
        if (ref !== null) return ref;
        throw new MailroomError('object.missing', 'The PDF that is to be archived is no longer stored.');
      }
      const pages = request.pages.map(({ page, reading }): RenditionPage => {
        const { number, widthMm, heightMm, image, readingImage, isBlank } = page;
        return { number, widthMm, heightMm, image, readingImage, isBlank, ...packed(reading) };
      });
      const { answer, outputs } = await parts.workshop.run(
        'write-rendition',
        {
          input: {
            title: request.title,
            createdAt: request.createdAt,
            language: request.language,
            pdf: request.pdf,
            pages,
            pixelsMax,
          },
          objects: objectsOf(request),
          // A page takes 10 to 40 ms; a second each is for a machine that is very busy.
          timeoutSeconds: 60 + pages.length,
        },
        signal,
      );
      const ref = outputs.get(answer.pdf);
      if (ref === undefined) throw new MailroomError('stage.failed', 'The workshop wrote no rendition.');
      return ref;
    },
  };
}

function objectsOf({ pdf, pages }: RenditionRequest): readonly Sha256[] {
  const all = [pdf, ...pages.flatMap(({ page }) => [page.image, page.readingImage])];
  return [...new Set(all.filter((sha256) => sha256 !== null))];
}

function packed({ words }: PageReading): Pick<RenditionPage, 'text' | 'boxes' | 'lines'> {
  return {
    text: words.map((word) => word.text.replace(/\s+/g, ' ')).join('\n'),
    boxes: Float32Array.from(words.flatMap((word) => word.box)),
    lines: Uint32Array.from(words, (word) => word.line),
  };
}
