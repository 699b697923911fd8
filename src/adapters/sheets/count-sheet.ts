import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import type { ChainBreakKey } from '../../domain/count-chain.ts';
import type { CountSheet, CountSheetArchive } from '../../ports/count-sheet-archive.ts';
import type { RetentionStore } from '../../ports/object-store.ts';
import { printable } from './printable.ts';

const page = { width: 595.28, height: 841.89, margin: 56 } as const;
const valueLeft = 330;
const grey = rgb(0.4, 0.4, 0.4);

const breaks: Readonly<Record<ChainBreakKey, string>> = {
  'scans-under-way': 'Scans noch in Arbeit · scans under way',
  'scans-failed': 'Scans, die sich nicht öffnen ließen · scans that failed',
  'scan-torn': 'Scans, die abbrechen · scans that break off',
  'scans-repeated': 'Scans, die schon einmal kamen · scans that came before',
  'sheets-missing': 'Blätter fehlen · sheets missing',
  'sheets-extra': 'Blätter zu viel · more sheets than announced',
  'images-odd': 'Seiten und Blätter passen nicht · a side is missing',
  'pages-unplaced': 'Seiten ohne Dokument · pages in no document',
  'rescans-open': 'Nachscans offen · rescans open',
  'envelopes-missing': 'weniger Dokumente als Umschläge · fewer documents than envelopes',
  'documents-none': 'kein Dokument · no document',
};

/** Puts the drawn page into the store and under retention. */
export function createCountSheetArchive({ store }: { readonly store: RetentionStore }): CountSheetArchive {
  return {
    async keep(sheet, retainUntil) {
      const { sha256 } = await store.put(await drawCountSheet(sheet));
      await store.retain(sha256, retainUntil);
      return sha256;
    },
  };
}

/** One page of A4 in both languages, because an auditor reads it years later without the program. Equal sheets give equal bytes. */
export async function drawCountSheet(sheet: CountSheet): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(`Zählkette · Count chain ${sheet.batchId}`);
  document.setProducer('Mailroom');
  document.setCreator('Mailroom');
  document.setCreationDate(sheet.closedAt);
  document.setModificationDate(sheet.closedAt);
  const regular = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const paper = document.addPage([page.width, page.height]);
  let y = page.height - page.margin;
  const line = (text: string, font: PDFFont, size: number, left: number = page.margin, color = rgb(0, 0, 0)): void => {
    for (const part of wrapped(printable(text, font), font, size, page.width - page.margin - left)) {
      paper.drawText(part, { x: left, y, size, font, color });
      y -= size * 1.35;
    }
  };
  line('Zählkette · Count chain', bold, 18);
  line(sheet.batchId, regular, 9, page.margin, grey);
  for (const [title, rows] of sectionsOf(sheet)) {
    y -= 8;
    line(title, bold, 11);
    for (const [name, value] of rows) {
      drawLabel(paper, name, regular, y);
      line(value, regular, 10, valueLeft);
    }
  }
  y -= 8;
  const found = sheet.countChain.breaks;
  line(
    found.length === 0
      ? 'Die Zählung geht auf. · The count adds up.'
      : 'Die Zählung geht nicht auf · The count does not add up',
    bold,
    11,
  );
  for (const { key, expected, counted } of found) line(`${breaks[key]}: ${counted} (${expected})`, regular, 10);
  if (sheet.reason !== null) line(`Begründung · Reason: ${sheet.reason}`, regular, 10);
  return document.save();
}

function drawLabel(paper: PDFPage, text: string, font: PDFFont, y: number): void {
  paper.drawText(printable(text, font), { x: page.margin, y, size: 10, font, color: grey });
}

type Rows = readonly (readonly [name: string, value: string])[];

function sectionsOf(sheet: CountSheet): readonly (readonly [string, Rows])[] {
  const { countChain: chain } = sheet;
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: sheet.timeZone });
  const at = (instant: Date): string => `${local.format(instant)} ${sheet.timeZone}`;
  const announced = (count: number | null): string => (count === null ? '–' : String(count));
  return [
    [
      'Stapel · Batch',
      [
        ['Profil · Profile', sheet.profile],
        ['Poststelle · Site', sheet.site],
        ...(sheet.station === null ? [] : [['Arbeitsplatz · Station', sheet.station] as const]),
        ['Begonnen von · Begun by', sheet.operator],
        ['Eingang · Received', at(sheet.receivedAt)],
        ['Begonnen · Begun', at(sheet.createdAt)],
        [sheet.state === 'released' ? 'Freigegeben · Released' : 'Verworfen · Discarded', at(sheet.closedAt)],
        ['durch · by', sheet.closedBy],
        ...(sheet.note === null ? [] : [['Notiz · Note', sheet.note] as const]),
      ],
    ],
    [
      'Papier · Paper',
      [
        ['Umschläge angekündigt · Envelopes announced', announced(chain.announcedEnvelopes)],
        ['Blätter angekündigt · Sheets announced', announced(chain.announcedSheets)],
        ['Blätter gescannt · Sheets scanned', String(chain.sheetsScanned)],
        ['davon Trennblätter · separator sheets', String(chain.separatorSheets)],
        ['davon nochmals gescannt · scanned again', String(chain.rescannedSheets)],
        ['Blätter Post · Sheets of post', String(chain.sheetsOfPost)],
      ],
    ],
    [
      'Seiten · Pages',
      [
        ['Scans', String(chain.scans)],
        ...(sheet.takenOut.length === 0 ? [] : [['dazu herausgenommen · taken out besides', takenOut(sheet)] as const]),
        ['Bilder · Images', String(chain.images)],
        ['behalten · kept', String(chain.kept)],
        ['leer · blank', String(chain.blank)],
        ['Trennblätter · separators', String(chain.separators)],
        ['entfernt · removed', String(chain.removed)],
        ['ersetzt · replaced', String(chain.rescanned)],
        ['Dokumente · Documents', String(chain.documents)],
      ],
    ],
  ];
}

/** How many, and their names as far as three lines go: the page has room for no more. */
function takenOut({ takenOut: names }: CountSheet): string {
  const all = names.join(', ');
  return `${names.length}: ${all.length > 100 ? `${all.slice(0, 99)}…` : all}`;
}

/** A reason has at most a thousand characters, which is a dozen lines. */
function wrapped(text: string, font: PDFFont, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.slice(0, 16);
}
