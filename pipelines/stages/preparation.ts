import type { ChildDocument, DocumentSnapshot } from '../../src/domain/document.ts';
import type { PreparationFacts } from '../../src/domain/facts.ts';
import type { DocumentOpener, Opened } from '../../src/ports/document-opener.ts';
import type { ScanLayouts } from '../../src/ports/scan-layouts.ts';
import type { Stage, StageContext, StageOutcome } from '../../src/ports/stage.ts';
import { type JoinedPart, joinDoubtful } from '../../src/rules/separation/join-doubtful.ts';
import { proposeLayout } from '../../src/rules/separation/propose-layout.ts';
import { type DividingParts, divideScan, keepsPages } from './divide-scan.ts';
import { recordOpened } from './record-pages.ts';
import { type SigningParts, signPages } from './sign-pages.ts';

export interface PreparationParts extends DividingParts, SigningParts {
  readonly opener: DocumentOpener;
  readonly layouts: ScanLayouts;
}

const version = '5';
/** A file of fewer bytes is made anew faster than it is worth to look for its pages. */
const resumedBytesMin = 256 * 1024;

type PreparedOutcome = StageOutcome<PreparationFacts>;
type OpenedDocument = Pick<Extract<Opened, { kind: 'opened' }>, 'facts' | 'children'>;

/**
 * Finds out what arrived and makes upright pages of it. Attachments become documents of the same submission. A scan of
 * several letters is divided into them, one in an open batch is held until a clerk releases it. What cannot or must not
 * be opened waits in a tray with a sentence that says what to do.
 */
export function createPreparation(parts: PreparationParts): Stage<'preparation'> {
  return {
    name: 'preparation',
    version,
    // Bad bytes are an answer and not a failure, so what fails here is the machine: a store or a process that is away.
    retry: { attemptsMax: 5, baseSeconds: 2, ceilingSeconds: 120 },
    // The opener has its own limit (openSecondsMax, 300 s, five times that for a thousand pages that keep coming); this one
    // leaves room for waiting behind other documents.
    timeoutSeconds: 2400,
    async run(document, context) {
      const held = await heldBefore(document, parts.layouts);
      const opened: Opened = held ?? (await open(document, parts, context));
      if (opened.kind === 'refused') return { kind: 'park', tray: opened.tray, question: opened.problem, facts: null };
      return isScan(document, opened.facts)
        ? await orderedScan(document, opened, parts, context)
        : { kind: 'advance', facts: opened.facts, effects: [], children: opened.children };
    },
  };
}

/** A mail's parts are documents already; only what arrived itself is a stack of paper. */
function mayBeScan({ depth, channel }: DocumentSnapshot): boolean {
  return depth === 0 && channel !== 'email';
}

function isScan(document: DocumentSnapshot, { kind }: PreparationFacts): boolean {
  return mayBeScan(document) && (kind === 'pdf' || kind === 'tiff' || kind === 'image');
}

async function open(
  document: DocumentSnapshot,
  { opener, pagesUnderWay }: Pick<PreparationParts, 'opener' | 'pagesUnderWay'>,
  { signal, clock }: Pick<StageContext, 'signal' | 'clock'>,
): Promise<Opened> {
  const { filename, declaredMediaType, depth, channel, receivedAt } = document;
  // Nobody lays separator sheets into a fax machine, and faxes are many: the search is left out.
  const findsSeparators = mayBeScan(document) && channel !== 'fax';
  const hint = { filename, declaredMediaType, depth, channel, receivedAt, findsSeparators };
  const maker = `preparation ${version}${findsSeparators ? ' with separators' : ''}`;
  const isLong = document.original.byteLength >= resumedBytesMin;
  const made = isLong ? await pagesUnderWay.openedBefore(document, maker) : [];
  const pages = recordOpened(pagesUnderWay, document, maker, made, clock);
  try {
    return await opener.open(document.original, hint, signal, pages);
  } finally {
    await pages.close();
  }
}

/** The pages of a released scan are made already. Its attachments are not in the facts, so a scan with some is opened again. */
async function heldBefore(document: DocumentSnapshot, layouts: ScanLayouts): Promise<Opened | null> {
  const facts = document.facts.preparation;
  if (facts === undefined || facts.childCount > 0 || !isScan(document, facts)) return null;
  return (await layouts.orderFor(document)).kind === 'released' ? { kind: 'opened', facts, children: [] } : null;
}

async function orderedScan(
  document: DocumentSnapshot,
  opened: OpenedDocument,
  parts: PreparationParts,
  context: Pick<StageContext, 'signal' | 'clock'>,
): Promise<PreparedOutcome> {
  const { signal } = context;
  const order = await parts.layouts.orderFor(document);
  const isRead =
    opened.facts.pages.length > 1 &&
    (order.kind === 'alone' ? order.separation.content : order.kind === 'open' && order.readsContent);
  const facts = isRead ? await signPages(document, opened.facts, parts, context) : opened.facts;
  if (order.kind === 'open') return { kind: 'hold', facts };
  if (order.kind === 'released') {
    const { reading } = facts;
    const scans = new Map([...order.scans].map(([id, scan]) => [id, id === document.id ? { ...scan, reading } : scan]));
    return divided(opened, await divideScan(document, order.parts, scans, parts, signal));
  }
  const layout = proposeLayout(
    facts.pages.map(({ number, isBlank, codes = [], signs, filePage }) => ({
      ...{ documentId: document.id, page: number, isBlank },
      ...{ codes, signs, filePage },
    })),
    order.separation,
    order,
  );
  const joined = joinDoubtful(layout).filter(({ part }) => keepsPages(part));
  const kept = joined.map(({ part }) => part);
  const pages = layout.parts.flatMap((part) => part.pages);
  if (kept.length === 0 && pages.some((page) => page.dropped === 'separator')) {
    return {
      kind: 'park',
      tray: 'exceptions',
      question: {
        code: 'document.only_separators',
        message: `The ${pages.length} pages are separator sheets and blank sides, and nothing else. Scan the pages that belong to it, or close it.`,
        params: { pageCount: pages.length },
      },
      facts,
    };
  }
  const isOneDocument =
    kept.length === 0 || (kept.length === 1 && kept[0]?.given === null && pages.every((page) => page.dropped === null));
  if (isOneDocument) {
    const remarks = [...facts.remarks, ...joined.flatMap(perhapsSeveral)];
    return { kind: 'advance', facts: { ...facts, remarks }, effects: [], children: opened.children };
  }
  const { original } = document;
  const { mediaType, reading } = facts;
  const scan = { original, mediaType, pages: facts.pages, reading };
  const children = await divideScan(document, kept, new Map([[document.id, scan]]), parts, signal);
  return divided(
    opened,
    children.map((child, index) => tornLike(facts, remarked(child, joined[index]))),
  );
}

/** What a clerk must be told of letters that may begin in the middle of a document; pages as they are counted in it. */
function perhapsSeveral({ part, perhaps }: JoinedPart): readonly string[] {
  const pages = part.pages.filter(({ dropped }) => dropped === null);
  const numbers = perhaps
    .map(({ page }) => pages.findIndex((each) => each.page === page) + 1)
    .filter((number) => number > 0);
  if (numbers.length === 0) return [];
  const [named, verb] = numbers.length === 1 ? ['Page', 'looks'] : ['Pages', 'look'];
  return [
    `${named} ${numbers.slice(0, 20).join(', ')} ${verb} like the beginning of a further letter. If so, scan the stack into a batch and divide it there.`,
  ];
}

function remarked(child: ChildDocument, joined: JoinedPart | undefined): ChildDocument {
  const remarks = joined === undefined ? [] : perhapsSeveral(joined);
  const { prepared } = child;
  if (remarks.length === 0 || prepared === undefined) return child;
  const { facts } = prepared;
  return { ...child, prepared: { ...prepared, facts: { ...facts, remarks: [...facts.remarks, ...remarks] } } };
}

/** Nobody knows whose page is missing where a scan breaks off, so each of its documents says it. A batch was asked before. */
function tornLike({ isTorn }: PreparationFacts, child: ChildDocument): ChildDocument {
  const { prepared } = child;
  if (isTorn !== true || prepared === undefined) return child;
  const remarks = [
    ...prepared.facts.remarks,
    'The scan it was taken from is damaged or breaks off; pages may be missing.',
  ];
  return { ...child, prepared: { ...prepared, facts: { ...prepared.facts, remarks, isTorn } } };
}

/** Files that a PDF carries come behind its documents. */
function divided(
  { facts, children }: OpenedDocument,
  documents: Awaited<ReturnType<typeof divideScan>>,
): PreparedOutcome {
  const attached = children.map((child) => ({ ...child, ordinal: documents.length + child.ordinal }));
  const all = [...documents, ...attached];
  return { kind: 'divide', facts: { ...facts, childCount: all.length }, children: all };
}
