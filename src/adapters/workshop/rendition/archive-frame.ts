import { deflateSync } from 'node:zlib';
import { type PdfFile, pdfNumber, pdfTextString, wellFormed } from './pdf-file.ts';
import { buildSrgbProfile } from './srgb-profile.ts';

export interface ArchivePage {
  readonly widthPt: number;
  readonly heightPt: number;
  /** Object number of the content stream. */
  readonly content: number;
  /** Body of the resource dictionary. */
  readonly resources: string;
}

const profile = deflateSync(buildSrgbProfile(), { level: 9 });

/**
 * Puts pages into a file that claims PDF/A-2b: XMP metadata equal to the document information, an sRGB output intent,
 * an `/ID`, nothing encrypted and nothing outside the file.
 */
export function finishArchivePdf(
  file: PdfFile,
  document: { readonly title: string; readonly createdAt: Date; readonly language: 'de' | 'en' | 'und' },
  pages: readonly ArchivePage[],
): Uint8Array {
  const tree = file.reserve();
  const kids = pages.map((page) =>
    file.add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${pdfNumber(page.widthPt)} ${pdfNumber(page.heightPt)}]` +
        `/Resources<<${page.resources}>>/Contents ${page.content} 0 R>>`,
    ),
  );
  file.put(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`);

  const title = cleanTitle(document.title);
  const instant = `${document.createdAt.toISOString().slice(0, 19)}Z`;
  const metadata = file.addStream('/Type/Metadata/Subtype/XML', Buffer.from(xmp(title, instant, document.language)));
  const icc = file.addStream('/N 3/Alternate/DeviceRGB/Filter/FlateDecode', profile);
  const language = document.language === 'und' ? '' : `/Lang(${document.language})`;
  const root = file.add(
    `<</Type/Catalog/Pages ${tree} 0 R/Metadata ${metadata} 0 R${language}/ViewerPreferences<</DisplayDocTitle true>>` +
      `/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ${icc} 0 R>>]>>`,
  );
  const info = file.add(
    `<</Title ${pdfTextString(title)}/Creator ${pdfTextString(producer)}/Producer ${pdfTextString(producer)}` +
      `/CreationDate(D:${instant.replace(/[-:TZ]/g, '')}Z)>>`,
  );
  return file.finish({ root, info });
}

const producer = 'Mailroom';

/** Characters that XML cannot carry, and line breaks that a title bar cannot show, become blanks. */
function cleanTitle(title: string): string {
  const clean = wellFormed(title.slice(0, 2000))
    .replace(/[\p{Cc}\ufffe\uffff\s]+/gu, ' ')
    .trim();
  return [...clean].slice(0, 500).join('') || 'Ohne Titel';
}

function xmp(title: string, instant: string, language: string): string {
  const text = title.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const languages =
    language === 'und' ? '' : `<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>`;
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"' +
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">' +
    '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>' +
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>${languages}` +
    `<pdf:Producer>${producer}</pdf:Producer><xmp:CreatorTool>${producer}</xmp:CreatorTool>` +
    `<xmp:CreateDate>${instant}</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}
