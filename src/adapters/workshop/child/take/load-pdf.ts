import { readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import { openPdf, type PdfFile } from '../pdf/pdf-file.ts';

/**
 * A PDF to take pages from, with the pages that people saw: PDFium counted them. What pdf-lib reads otherwise or not at all
 * (torn tables, encryption without a password) is written anew by PDFium first, which leaves pictures and content as they are.
 */
export async function loadPdf(path: string): Promise<PDFDocument> {
  const opening = await openPdf(path);
  if (opening.kind !== 'open') throw new Error('PDFium does not open the PDF any more.');
  using file = opening.file;
  const loaded = await load(readFileSync(path)).catch(() => null);
  if (loaded !== null && loaded.getPageCount() === file.pageCount) return loaded;
  const again = await load(writtenAnew(file));
  if (again.getPageCount() !== file.pageCount) throw new Error('The PDF has other pages for each reader.');
  return again;
}

function load(bytes: Uint8Array): Promise<PDFDocument> {
  // Without a pause between objects; the child has nothing else to do.
  return PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY });
}

function writtenAnew({ pdfium, handle }: PdfFile): Uint8Array {
  const { api, memory } = pdfium;
  const copy = api.FPDF_CreateNewDocument();
  const writer = api.PDFiumExt_OpenFileWriter();
  try {
    if (!api.FPDF_ImportPages(copy, handle, '', 0)) throw new Error('PDFium could not copy the pages.');
    api.PDFiumExt_SaveAsCopy(copy, writer);
    const byteLength = api.PDFiumExt_GetFileWriterSize(writer);
    return pdfium.withMemory(byteLength, (pointer) => {
      api.PDFiumExt_GetFileWriterData(writer, pointer, byteLength);
      return Uint8Array.from(memory().subarray(pointer, pointer + byteLength));
    });
  } finally {
    api.PDFiumExt_CloseFileWriter(writer);
    api.FPDF_CloseDocument(copy);
  }
}
