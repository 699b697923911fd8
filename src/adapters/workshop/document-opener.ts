import type { ChildDocument } from '../../domain/document.ts';
import { MailroomError, type ProblemCode } from '../../domain/errors.ts';
import type { Limits } from '../../domain/limits.ts';
import type { PreparedPage } from '../../domain/page.ts';
import type { ObjectRef, Sha256 } from '../../domain/sha256.ts';
import type { Tray } from '../../domain/tray.ts';
import type { DocumentOpener, Opened, OpenedPage } from '../../ports/document-opener.ts';
import { openAnswer, openedPage } from './open-answer.ts';
import type { DrawnFilePage, DrawnPage, OpenAnswer, OutputName } from './protocol.ts';
import type { Workshop } from './workshop.ts';

/** What ends a child is the document's fault; bytes that crash a parser or eat memory may be meant to. */
const trayByCode: Partial<Record<ProblemCode, Tray>> = {
  'document.too_slow': 'exceptions',
  'document.too_hungry': 'quarantine',
  'document.unreadable': 'quarantine',
};

export function createDocumentOpener({
  workshop,
  limits,
}: {
  readonly workshop: Workshop;
  readonly limits: Limits;
}): DocumentOpener {
  return {
    async open(original, hint, signal, pages): Promise<Opened> {
      const before = drawnBefore(pages?.made ?? []);
      const input = {
        made: before.made,
        original: original.sha256,
        filename: hint.filename,
        depth: hint.depth,
        createdAt: hint.receivedAt,
        findsSeparators: hint.findsSeparators ?? false,
        limits,
      };
      try {
        const { answer, outputs } = await workshop.run(
          'open',
          {
            objects: [original.sha256],
            input,
            outputsBefore: before.outputs,
            onPage(page, pageCount, written) {
              if (pages !== undefined) pages.onPage(storedPage(openedPage.parse(page), written), pageCount);
            },
          },
          signal,
        );
        return openedOf(openAnswer.parse(answer), original, outputs);
      } catch (error) {
        const tray = error instanceof MailroomError ? trayByCode[error.code] : undefined;
        if (tray === undefined) throw error;
        return { kind: 'refused', tray, problem: (error as MailroomError).toProblem() };
      }
    },
  };
}

type Outputs = ReadonlyMap<OutputName, ObjectRef>;

function objectOf(name: OutputName, outputs: Outputs): ObjectRef {
  const ref = outputs.get(name);
  if (ref === undefined)
    throw new MailroomError('stage.failed', `The workshop named an output "${name}" that it never wrote.`);
  return ref;
}

function withObjects(page: DrawnPage, outputs: Outputs): PreparedPage {
  const digest = (name: OutputName | null): Sha256 | null => (name === null ? null : objectOf(name, outputs).sha256);
  return { ...page, image: digest(page.image), readingImage: digest(page.readingImage) };
}

function storedPage(drawn: DrawnFilePage, outputs: Outputs): OpenedPage {
  return { ...drawn, page: drawn.page === null ? null : withObjects(drawn.page, outputs) };
}

/**
 * Pages of an earlier attempt as the child names them. It learns no digests, so it cannot name an object that was never
 * made of this file.
 */
function drawnBefore(made: readonly OpenedPage[]) {
  const outputs = new Map<OutputName, ObjectRef>();
  const named = (kind: 'image' | 'reading', number: number, sha256: Sha256 | null): OutputName | null => {
    if (sha256 === null) return null;
    const name = `before-${kind}-${number}`;
    outputs.set(name, { sha256, byteLength: 0 });
    return name;
  };
  const drawn = made.map((each): DrawnFilePage => {
    if (each.page === null) return { ...each, page: null };
    const { number, image, readingImage } = each.page;
    const names = { image: named('image', number, image), readingImage: named('reading', number, readingImage) };
    return { ...each, page: { ...each.page, ...names } };
  });
  return { made: drawn, outputs };
}

/** Puts the objects where the child named its files. */
function openedOf(answer: OpenAnswer, original: ObjectRef, outputs: Outputs): Opened {
  if (answer.kind === 'refused') return answer;
  const object = (name: OutputName): ObjectRef => objectOf(name, outputs);
  const digest = (name: OutputName | null): Sha256 | null => (name === null ? null : object(name).sha256);
  const { pdf } = answer;
  const children: ChildDocument[] = answer.children.map(({ filename, declaredMediaType, output }, index) => ({
    ordinal: index + 1,
    filename,
    declaredMediaType,
    original: object(output),
  }));
  return {
    kind: 'opened',
    children,
    facts: {
      kind: answer.documentKind,
      mediaType: answer.mediaType,
      pages: answer.pages.map((page) => withObjects(page, outputs)),
      mail: answer.mail,
      reading: digest(answer.reading),
      pdf: pdf === null ? null : pdf.kind === 'original' ? original.sha256 : object(pdf.name).sha256,
      childCount: children.length,
      remarks: answer.remarks,
      ...(answer.isTorn === true ? { isTorn: true } : {}),
    },
  };
}
