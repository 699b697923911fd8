import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { MailroomError } from '../../domain/errors.ts';
import { type PatchKind, patchBars, patchInches, type SeparatorData } from '../../domain/separator.ts';
import { printable } from './printable.ts';
import { qrModules } from './qr-modules.ts';

/** One sheet to print and to lay before the first page of a document. */
export interface SeparatorSheet {
  readonly patch: PatchKind;
  /** What the QR code says (`writeSeparatorText` of `src/rules/separation`); null for a sheet without data. */
  readonly text: string | null;
  readonly data: SeparatorData;
  /** The class in words, for people. */
  readonly className: { readonly de: string; readonly en: string } | null;
}

export interface SheetsOrder {
  readonly sheets: readonly SeparatorSheet[];
  /** ISO 8601; stands in the PDF's properties, so that equal orders give equal bytes. */
  readonly date: string;
}

export const sheetsMax = 200;

const point = 72;
const page = { width: 595.28, height: 841.89 } as const;
const margin = 0.6 * point;
const qrSize = 2.1 * point;
const black = rgb(0, 0, 0);
const grey = rgb(0.35, 0.35, 0.35);

interface Typeface {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

/**
 * Separator sheets as a PDF of A4 pages, for any printer. The patch code stands at the upper and, turned over, at the lower
 * edge, so the sheet may be fed from either end: each reads as the same kind from its own edge inward. Print at actual size;
 * the reader allows for half and double.
 *
 * Throws `request.invalid` for no sheet, for more than `sheetsMax` and for a text that no QR code can hold.
 */
export async function separatorSheets(order: SheetsOrder): Promise<Uint8Array> {
  if (order.sheets.length === 0 || order.sheets.length > sheetsMax) {
    throw new MailroomError('request.invalid', `Ask for 1 to ${sheetsMax} separator sheets at a time.`, {
      retry: 'never',
    });
  }
  const document = await PDFDocument.create();
  const created = new Date(order.date);
  document.setTitle('Mailroom: Trennblätter / separator sheets');
  document.setProducer('Mailroom');
  document.setCreator('Mailroom');
  document.setCreationDate(created);
  document.setModificationDate(created);
  const typeface = {
    regular: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  for (const sheet of order.sheets) {
    const paper = document.addPage([page.width, page.height]);
    drawPatch(paper, sheet.patch, 'top');
    drawPatch(paper, sheet.patch, 'bottom');
    if (sheet.text !== null) drawQrCode(paper, sheet.text);
    drawWords(paper, sheet, typeface);
  }
  return document.save();
}

/** From the edge of the sheet inward, as the scanner meets the bars. */
function drawPatch(paper: PDFPage, kind: PatchKind, edge: 'top' | 'bottom'): void {
  let inward = margin;
  for (const isWide of patchBars[kind]) {
    const height = (isWide ? patchInches.wide : patchInches.narrow) * point;
    paper.drawRectangle({
      x: margin,
      y: edge === 'top' ? page.height - inward - height : inward,
      width: page.width - 2 * margin,
      height,
      color: black,
    });
    inward += height + patchInches.narrow * point;
  }
}

function drawQrCode(paper: PDFPage, text: string): void {
  const modules = qrModules(text);
  const size = qrSize / modules.length;
  const left = (page.width - qrSize) / 2;
  const top = 5.6 * point;
  modules.forEach((row, y) => {
    // Runs in one piece: between single squares some printers leave hairlines.
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const start = x;
      while (row[x + 1] === true) x += 1;
      paper.drawRectangle({
        x: left + start * size,
        y: top - (y + 1) * size + qrSize / 2,
        width: (x + 1 - start) * size,
        height: size,
        color: black,
      });
    }
  });
}

function drawWords(paper: PDFPage, { patch, data, className, text }: SeparatorSheet, typeface: Typeface): void {
  const write = (line: string, y: number, size: number, font: PDFFont, color = black) => {
    const shown = printable(line, font);
    const fitting = Math.min(
      size,
      (size * (page.width - 2 * margin)) / Math.max(1, font.widthOfTextAtSize(shown, size)),
    );
    const width = font.widthOfTextAtSize(shown, fitting);
    paper.drawText(shown, { x: (page.width - width) / 2, y, size: fitting, font, color, rotate: degrees(0) });
  };
  write('Trennblatt · Separator sheet', page.height - 2.4 * point, 26, typeface.bold);
  write(`Patch ${patch}`, page.height - 2.8 * point, 14, typeface.regular);
  let y = 4.1 * point;
  const lines = [
    ['Hier beginnt ein neues Dokument. Das Blatt selbst wird nicht abgelegt.', null],
    ['A new document begins here. This sheet itself is not filed.', null],
    ['Klasse · Class', className === null ? data.classKey : `${className.de} · ${className.en}`],
    ['Profil · Profile', data.profile],
    ['Archivnummer · Archive number', data.archiveNumber],
  ] as const;
  for (const [label, value] of lines) {
    if (value === null && label.includes(' · ')) continue;
    if (value === null) write(label, y, 12, typeface.regular);
    else write(`${label}: ${value}`, y, 14, typeface.bold);
    y -= 0.28 * point;
  }
  write('In Originalgröße drucken und vor die erste Seite legen.', 2.05 * point, 9, typeface.regular, grey);
  write('Print at actual size and lay before the first page.', 1.87 * point, 9, typeface.regular, grey);
  if (text !== null) write(text, 1.65 * point, 8, typeface.regular, grey);
}
