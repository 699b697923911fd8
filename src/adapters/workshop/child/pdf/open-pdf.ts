import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { PageReading, Reading } from '../../../../domain/page.ts';
import type { DrawnFilePage, DrawnPage, OpenAnswer, OpenInput } from '../../protocol.ts';
import { refusals } from '../refusals.ts';
import { pageRemark } from '../remarks.ts';
import type { TaskTools } from '../task-tools.ts';
import { findActiveContent } from './active-content.ts';
import { pdfAttachments } from './attachments.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { readPage } from './read-page.ts';

type Opened = Extract<OpenAnswer, { kind: 'opened' }>;

const a4 = { widthMm: 210, heightMm: 297 } as const;
/** FORMTYPE_XFA_FULL and FORMTYPE_XFA_FOREGROUND. */
const xfaForms: readonly number[] = [2, 3];

/** Opens a PDF page by page; whatever is active in it is named or refused, and never run. */
export async function openPdfDocument(path: string, input: OpenInput, tools: TaskTools): Promise<OpenAnswer> {
  const { limits } = input;
  const opening = await openPdf(path);
  if (opening.kind !== 'open') {
    if (opening.kind === 'encrypted') return refusals.encrypted('PDF');
    return hasEnd(path) ? refusals.unreadable('PDF') : refusals.truncated('PDF');
  }
  using file = opening.file;
  if (file.pageCount > limits.pagesMax) return refusals.tooManyPages(file.pageCount, limits.pagesMax);
  if (file.pageCount === 0) return refusals.unreadable('PDF');
  const active = findActiveContent(path);
  if (active.hasLaunch) return refusals.suspicious('starts a program or opens a file when it is looked at');

  const attached = await takeAttachments(file, input, tools);
  if (attached.kind === 'refused') return attached;
  const { pages, reading, remarks } = await takePages(file, input, tools);
  if (pages.every((page) => page === null)) return refusals.unreadable('PDF');
  const hasScript = active.hasJavaScript || file.pdfium.api.FPDFDoc_GetJavaScriptActionCount(file.handle) > 0;
  const isXfa = xfaForms.includes(file.pdfium.api.FPDF_GetFormType(file.handle));
  return {
    kind: 'opened',
    documentKind: 'pdf',
    mediaType: 'application/pdf',
    pages: pages.map((page, index) => page ?? unreadablePage(index + 1)),
    mail: null,
    reading,
    pdf: { kind: 'original' },
    children: attached.children,
    remarks: [
      ...remarks,
      ...attached.remarks,
      ...(hasScript ? ['The PDF holds JavaScript. It was not run, and what it would have changed is not shown.'] : []),
      ...(isXfa
        ? ['The PDF is an XFA form; only Adobe programs show all of it. Ask for a flattened copy if pages look empty.']
        : []),
    ],
  };
}

async function takePages(
  file: PdfFile,
  { findsSeparators, made }: OpenInput,
  tools: TaskTools,
): Promise<{
  readonly pages: readonly (DrawnPage | null)[];
  readonly reading: string | null;
  readonly remarks: readonly string[];
}> {
  const pages: (DrawnPage | null)[] = [];
  const readings: PageReading[] = [];
  const unreadable: number[] = [];
  const oddlyBlank: number[] = [];
  for (let number = 1; number <= file.pageCount; number += 1) {
    const before = made[number - 1];
    const drawn = before ?? (await drawPage(number));
    if (before === undefined) tools.pageMade(drawn, file.pageCount);
    pages.push(drawn.page);
    if (drawn.page === null) unreadable.push(number);
    if (drawn.flaw === 'oddly-blank') oddlyBlank.push(number);
    if (drawn.reading !== null) readings.push(drawn.reading);
    else if (drawn.page === null) readings.push({ number, words: [], confidence: 0, source: 'text-layer' });
  }
  const remarks = [
    pageRemark(unreadable, 'could not be read. Look at the original.', 'could not be read. Look at the original.'),
    pageRemark(
      oddlyBlank,
      'came out empty although it holds a picture. Look at the original.',
      'came out empty although they hold pictures. Look at the original.',
    ),
  ].filter((remark) => remark !== null);
  if (readings.length === 0) return { pages, reading: null, remarks };
  await tools.write('reading.json.gz', gzipSync(JSON.stringify({ pages: readings.map(inOrder) } satisfies Reading)));
  return { pages, reading: 'reading.json.gz', remarks };

  async function drawPage(filePage: number): Promise<DrawnFilePage> {
    const read = await readPage(file, filePage, findsSeparators, tools);
    const { page = null, reading = null } = read ?? {};
    return { filePage, page, reading, flaw: read?.isOddlyBlank === true ? 'oddly-blank' : null };
  }
}

async function takeAttachments(
  file: PdfFile,
  { limits }: OpenInput,
  tools: TaskTools,
): Promise<
  Extract<OpenAnswer, { kind: 'refused' }> | (Pick<Opened, 'children' | 'remarks'> & { readonly kind: 'taken' })
> {
  const children: Opened['children'][number][] = [];
  const others: string[] = [];
  const count = file.pdfium.api.FPDFDoc_GetAttachmentCount(file.handle);
  if (count > limits.childrenMax) return refusals.tooManyChildren(count, limits.childrenMax);
  for (const attachment of pdfAttachments(file)) {
    if (attachment.kind === 'program')
      return refusals.suspicious(`carries a program inside ("${attachment.filename}")`);
    if (attachment.kind === 'other') others.push(attachment.filename);
    else {
      const output = `child-${children.length + 1}.bin`;
      await tools.write(output, attachment.bytes);
      children.push({ filename: attachment.filename, declaredMediaType: null, output });
    }
  }
  const remarks =
    others.length === 0 ? [] : [`The PDF carries files that are not shown as pages: ${others.slice(0, 5).join(', ')}.`];
  return { kind: 'taken', children, remarks };
}

/** Equal readings are equal bytes, also when some pages were kept in between by something that orders keys its own way. */
function inOrder({ number, words, confidence, source }: PageReading): PageReading {
  return {
    number,
    words: words.map(({ text, box, confidence, line }) => ({ text, box, confidence, line })),
    confidence,
    source,
  };
}

function unreadablePage(number: number): DrawnPage {
  return { number, ...a4, image: null, readingImage: null, rotation: 0, skewDegrees: 0, isBlank: false };
}

/** A PDF ends with `%%EOF`; one that does not was cut off on its way. */
function hasEnd(path: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const tail = Buffer.alloc(2048);
    const { size } = fstatSync(descriptor);
    const length = readSync(descriptor, tail, 0, tail.length, Math.max(0, size - tail.length));
    return tail.subarray(0, length).includes('%%EOF');
  } finally {
    closeSync(descriptor);
  }
}
