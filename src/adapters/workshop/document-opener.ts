import type { ChildDocument } from '../../domain/document.ts';
import { MailroomError, type ProblemCode } from '../../domain/errors.ts';
import type { Limits } from '../../domain/limits.ts';
import type { ObjectRef, Sha256 } from '../../domain/sha256.ts';
import type { Tray } from '../../domain/tray.ts';
import type { DocumentOpener, Opened } from '../../ports/document-opener.ts';
import { openAnswer } from './open-answer.ts';
import type { OpenAnswer, OutputName } from './protocol.ts';
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
    async open(original, hint, signal): Promise<Opened> {
      const input = {
        original: original.sha256,
        filename: hint.filename,
        depth: hint.depth,
        createdAt: hint.receivedAt,
        findsSeparators: hint.findsSeparators ?? false,
        limits,
      };
      try {
        const { answer, outputs } = await workshop.run('open', { objects: [original.sha256], input }, signal);
        return openedOf(openAnswer.parse(answer), original, outputs);
      } catch (error) {
        const tray = error instanceof MailroomError ? trayByCode[error.code] : undefined;
        if (tray === undefined) throw error;
        return { kind: 'refused', tray, problem: (error as MailroomError).toProblem() };
      }
    },
  };
}

/** Puts the objects where the child named its files. */
function openedOf(answer: OpenAnswer, original: ObjectRef, outputs: ReadonlyMap<OutputName, ObjectRef>): Opened {
  if (answer.kind === 'refused') return answer;
  const object = (name: OutputName): ObjectRef => {
    const ref = outputs.get(name);
    if (ref === undefined)
      throw new MailroomError('stage.failed', `The workshop named an output "${name}" that it never wrote.`);
    return ref;
  };
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
      pages: answer.pages.map((page) => ({
        ...page,
        image: digest(page.image),
        readingImage: digest(page.readingImage),
      })),
      mail: answer.mail,
      reading: digest(answer.reading),
      pdf: pdf === null ? null : pdf.kind === 'original' ? original.sha256 : object(pdf.name).sha256,
      childCount: children.length,
      remarks: answer.remarks,
    },
  };
}
