import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { afterAll, expect, test } from 'vitest';
import { bilevelTiff, emptyPagesPdf, encryptPdf, nestedMail, pngHeader } from '../../testing/hostile-bytes.ts';
import { opened, openTestOpener } from '../../testing/open-document.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());

async function textPdf(text: string): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([595, 842]).drawText(text, { x: 50, y: 750, size: 12, font });
  return document;
}

const refusedAs = (code: string, tray: string) => ({ kind: 'refused', tray, problem: { code } });

test('an empty file waits with a person as empty', async () => {
  expect(await bench.open(Buffer.alloc(0))).toMatchObject(refusedAs('document.empty', 'exceptions'));
  expect(await bench.open(Buffer.from('  \r\n\t'))).toMatchObject(refusedAs('document.empty', 'exceptions'));
});

test('an encrypted PDF is refused with what to ask the sender for', async () => {
  const pdf = await encryptPdf(await (await textPdf('Geheim')).save(), 'secret');
  const result = await bench.open(pdf, { filename: 'vertrag.pdf' });
  expect(result).toMatchObject(refusedAs('document.encrypted', 'exceptions'));
  expect(result.kind === 'refused' && result.problem.message).toContain('without password protection');
});

test('a PDF that is encrypted with an empty password opens', async () => {
  const pdf = await encryptPdf(await (await textPdf('Kundennummer 40071617 bitte beachten')).save(), '');
  expect(await bench.textOf(opened(await bench.open(pdf)).facts)).toContain('Kundennummer 40071617');
});

test('a PDF of 3,000 pages is refused with the numbers before a page is drawn', async () => {
  const result = await bench.open(await emptyPagesPdf(3000));
  expect(result).toMatchObject({
    ...refusedAs('document.too_many_pages', 'exceptions'),
    problem: { params: { pages: 3000, pagesMax: 2000 } },
  });
});

test('a PNG of 20,000 × 20,000 pixels is quarantined by its header alone', async () => {
  const result = await bench.open(pngHeader(20_000, 20_000));
  expect(result).toMatchObject({
    ...refusedAs('document.too_many_pixels', 'quarantine'),
    problem: { params: { pixels: 400_000_000, pixelsMax: 150_000_000 } },
  });
});

test('a page of 60,000 pixels: a square one is quarantined by its directory alone, a long narrow one opens', async () => {
  const white = (widthPx: number, heightPx: number) =>
    bilevelTiff([{ pixels: new Uint8Array(widthPx * heightPx).fill(255), widthPx, heightPx, dpiX: 300, dpiY: 300 }]);
  const square = white(8, 8);
  // The first two entries of the directory are width and height.
  for (const entry of [10, 22]) square.writeUInt32LE(60_000, entry + 8);
  expect(await bench.open(square)).toMatchObject({
    ...refusedAs('document.too_many_pixels', 'quarantine'),
    problem: { params: { pixels: 3_600_000_000, pixelsMax: 150_000_000 } },
  });
  expect(await bench.open(white(200, 60_000))).toMatchObject({ kind: 'opened', facts: { pages: [{ number: 1 }] } });
}, 60_000);

test('a page of 60,000 pixels among others is left out with its size said, and the others are kept', async () => {
  const page = (ink: number) => ({
    pixels: new Uint8Array(400 * 600).map((_, at) => (at % 97 < 3 ? ink : 255)),
    widthPx: 400,
    heightPx: 600,
    dpiX: 100,
    dpiY: 100,
  });
  const tiff = bilevelTiff([page(0), page(0), page(0)]);
  // The first directory has eleven entries of twelve bytes; where the next one stands is written behind them.
  const second = tiff.readUInt32LE(8 + 2 + 11 * 12);
  for (const entry of [second + 2, second + 14]) tiff.writeUInt32LE(60_000, entry + 8);
  const { facts } = opened(await bench.open(tiff));
  expect(facts.pages.map(({ number, filePage = number }) => filePage)).toEqual([1, 3]);
  expect(facts).toMatchObject({
    isTorn: true,
    remarks: [expect.stringContaining('Page 2 has 60,000 × 60,000 pixels')],
  });
}, 60_000);

test('an e-mail nested 50 deep is quarantined as too deep', async () => {
  expect(await bench.open(nestedMail(50))).toMatchObject(refusedAs('document.too_deep', 'quarantine'));
});

test('a document below the deepest level allowed is not opened at all', async () => {
  expect(await bench.open(Buffer.from('Guten Tag'), { depth: 9 })).toMatchObject(
    refusedAs('document.too_deep', 'quarantine'),
  );
});

test('an e-mail with more attachments than allowed is quarantined with the numbers', async () => {
  const part =
    '--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nText\r\n';
  const mail = `From: a@example.org\r\nSubject: many\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(201)}--b--\r\n`;
  expect(await bench.open(Buffer.from(mail))).toMatchObject({
    ...refusedAs('document.too_many_children', 'quarantine'),
    problem: { params: { children: 201, childrenMax: 200 } },
  });
});

test('a TIFF that breaks off before its first page goes to be scanned again', async () => {
  const pixels = Buffer.alloc(400 * 400, 255);
  const whole = bilevelTiff([{ pixels, widthPx: 400, heightPx: 400, dpiX: 200, dpiY: 200 }]);
  expect(await bench.open(whole.subarray(0, 60))).toMatchObject(refusedAs('document.truncated', 'rescan'));
});

test('a text file named .pdf is a text', async () => {
  const { facts } = opened(
    await bench.open(Buffer.from('Sehr geehrte Damen und Herren,\nhiermit kündige ich.'), { filename: 'brief.pdf' }),
  );
  expect(facts).toMatchObject({ kind: 'text', mediaType: 'text/plain' });
  expect(await bench.textOf(facts)).toContain('hiermit kündige ich.');
});

test('what only begins like a PDF is refused as damaged, and what breaks off as cut short', async () => {
  expect(await bench.open(Buffer.from('%PDF-1.7\nnothing of the kind\n%%EOF\n'))).toMatchObject(
    refusedAs('document.unreadable', 'exceptions'),
  );
  expect(await bench.open(Buffer.from('%PDF-1.7\n1 0 obj\n<</Type/Cata'))).toMatchObject(
    refusedAs('document.truncated', 'rescan'),
  );
});

test.each([
  ['a ZIP archive', Buffer.from('504b0304140000000000', 'hex')],
  [
    'a Word document (.docx)',
    Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.from('[Content_Types].xml word/document.xml')]),
  ],
  ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])],
  ['a HEIC or AVIF photo', Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic'), Buffer.alloc(20)])],
])('%s is named and not opened', async (name, bytes) => {
  const result = await bench.open(bytes);
  expect(result).toMatchObject({
    ...refusedAs('document.unsupported', 'exceptions'),
    problem: { params: { kind: name } },
  });
});

test('a PDF that starts a program is quarantined, however its name is written', async () => {
  const document = await textPdf('Bitte öffnen');
  const action = document.context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') });
  document.catalog.set(PDFName.of('OpenAction'), document.context.register(action));
  const plain = await document.save({ useObjectStreams: false });
  const disguised = Buffer.from(plain).toString('latin1').replace('/S /Launch', '/S /L#61unch');
  for (const pdf of [plain, await document.save({ useObjectStreams: true }), Buffer.from(disguised, 'latin1')]) {
    expect(await bench.open(pdf)).toMatchObject(refusedAs('document.suspicious', 'quarantine'));
  }
});

test('a PDF that carries a program is quarantined', async () => {
  const document = await textPdf('Siehe Anlage');
  await document.attach(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'rechnung.dat');
  expect(await bench.open(await document.save())).toMatchObject(refusedAs('document.suspicious', 'quarantine'));
});

test('after every one of these the next document opens as if nothing had been', async () => {
  expect(opened(await bench.open(Buffer.from('Guten Tag'))).facts.kind).toBe('text');
});
