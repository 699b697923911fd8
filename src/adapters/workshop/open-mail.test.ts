import { afterAll, expect, test } from 'vitest';
import { nestedMail } from '../../testing/hostile-bytes.ts';
import { opened, openTestOpener } from '../../testing/open-document.ts';

const bench = openTestOpener();
afterAll(() => bench[Symbol.asyncDispose]());

const headers = [
  'From: =?UTF-8?Q?Sabine_M=C3=BCller?= <Sabine.Mueller@Example.org>',
  'To: Nordlicht <service@nordlicht.example>, zwei@nordlicht.example',
  'Subject: =?ISO-8859-1?Q?K=FCndigung_meines_Vertrags?=',
  'Date: Sat, 21 Nov 2026 09:14:00 +0100',
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
];
const mail = (...lines: readonly string[]) => Buffer.from([...headers, ...lines].join('\r\n'), 'latin1');
const tinyPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a mail has its header as facts, its text as reading and a PDF to look at', async () => {
  const result = opened(
    await bench.open(mail('Content-Type: text/plain; charset=iso-8859-1', '', 'hiermit k\xfcndige ich VN783771620.')),
  );
  expect(result.children).toEqual([]);
  expect(result.facts).toMatchObject({
    kind: 'mail',
    mediaType: 'message/rfc822',
    mail: {
      from: 'sabine.mueller@example.org',
      fromName: 'Sabine Müller',
      to: ['service@nordlicht.example', 'zwei@nordlicht.example'],
      subject: 'Kündigung meines Vertrags',
      sentAt: '2026-11-21T08:14:00.000Z',
      messageId: '<1@example.org>',
    },
    pages: [{ number: 1, image: null, readingImage: null, widthMm: 210, heightMm: 297 }],
  });
  expect(await bench.textOf(result.facts)).toContain('hiermit kündige ich VN783771620.');
  expect((await bench.bytesOf(result.facts.pdf)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('attachments become documents with clean names; signatures and logos of the text do not', async () => {
  const { facts, children } = opened(
    await bench.open(
      mail(
        'Content-Type: multipart/signed; boundary=s',
        '',
        '--s',
        'Content-Type: multipart/mixed; boundary=m',
        '',
        '--m',
        'Content-Type: multipart/related; boundary=r',
        '',
        '--r',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Siehe Anlage</p><img src="cid:logo@x">',
        '--r',
        'Content-Type: image/png',
        'Content-ID: <logo@x>',
        'Content-Disposition: inline; filename=logo.png',
        'Content-Transfer-Encoding: base64',
        '',
        tinyPng,
        '--r--',
        '--m',
        'Content-Type: application/pdf',
        'Content-Disposition: attachment; filename="../../etc/rechnung.pdf"',
        '',
        '%PDF-1.4 no more',
        '--m',
        'Content-Type: message/rfc822',
        '',
        'From: b@example.org',
        'Subject: weitergeleitet',
        '',
        'Innen',
        '--m',
        'Content-Type: text/calendar; name=termin.ics',
        'Content-Disposition: attachment; filename=termin.ics',
        '',
        'BEGIN:VCALENDAR',
        '--m--',
        '--s',
        'Content-Type: application/pkcs7-signature; name=smime.p7s',
        'Content-Transfer-Encoding: base64',
        '',
        'MIIB',
        '--s--',
        '',
      ),
    ),
  );
  expect(children.map(({ ordinal, filename, declaredMediaType }) => [ordinal, filename, declaredMediaType])).toEqual([
    [1, 'rechnung.pdf', 'application/pdf'],
    [2, 'Anlage-2.eml', 'message/rfc822'],
  ]);
  const [pdf] = children;
  expect((await bench.bytesOf(pdf?.original.sha256 ?? null)).toString().trimEnd()).toBe('%PDF-1.4 no more');
  expect(facts).toMatchObject({ childCount: 2, remarks: [expect.stringContaining('termin.ics')] });
  expect(await bench.textOf(facts)).toContain('Siehe Anlage');
});

test('HTML becomes text without scripts, pictures and addresses of links', async () => {
  const html =
    '<html><head><script>alert(1)</script><style>p{}</style></head><body><p>Guten&nbsp;Tag</p><p>Mein <a href="http://evil.example/x">Z&auml;hler</a></p><img src="http://evil.example/pixel.gif"></body></html>';
  const { facts } = opened(await bench.open(mail('Content-Type: text/html; charset=us-ascii', '', html)));
  const text = await bench.textOf(facts);
  expect(text).toContain('Guten Tag\nMein Zähler');
  expect(text).not.toMatch(/alert|evil|p\{\}/);
  const file = opened(await bench.open(Buffer.from(html), { filename: 'seite.txt' }));
  expect(file.facts).toMatchObject({ kind: 'text', mediaType: 'text/html' });
});

test('a mail that only hints at its HTML is read from the HTML', async () => {
  const alternative = [
    'Content-Type: multipart/alternative; boundary=a',
    '',
    '--a',
    'Content-Type: text/plain',
    '',
    'Ihr Programm zeigt kein HTML.',
    '--a',
    'Content-Type: text/html',
    '',
    `<p>${'Ich widerspreche der Abrechnung vom dritten November. '.repeat(4)}</p>`,
    '--a--',
    '',
  ];
  expect(await bench.textOf(opened(await bench.open(mail(...alternative))).facts)).toContain('Ich widerspreche');
});

test('a charset that does not exist and bytes that do not fit it survive', async () => {
  for (const charset of ['x-nonsense-99', 'utf-8', 'iso-2022-jp']) {
    const { facts } = opened(
      await bench.open(mail(`Content-Type: text/plain; charset=${charset}`, '', 'Stra\xdfe 7, Kunde 40071617')),
    );
    expect(await bench.textOf(facts)).toContain('40071617');
  }
});

test('a mail in mailbox form, with a line before its headers, is a mail', async () => {
  const bytes = Buffer.concat([Buffer.from('From a@example.org Sat Nov 21 09:14:00 2026\n'), mail('', 'Guten Tag')]);
  expect(opened(await bench.open(bytes)).facts.mail?.from).toBe('sabine.mueller@example.org');
});

test('an encrypted mail is refused with what to ask the sender for', async () => {
  const result = await bench.open(
    mail(
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
      'Content-Transfer-Encoding: base64',
      '',
      'MIIB',
      '',
    ),
  );
  expect(result).toMatchObject({ kind: 'refused', tray: 'exceptions', problem: { code: 'document.encrypted' } });
});

test('a mail that forwards another one is opened, and its child is that message', async () => {
  const { children } = opened(await bench.open(nestedMail(1)));
  expect(children).toMatchObject([{ filename: 'Anlage-1.eml', declaredMediaType: 'message/rfc822' }]);
  const inner = opened(await bench.open(await bench.bytesOf(children[0]?.original.sha256 ?? null), { depth: 1 }));
  expect(inner.facts.mail?.subject).toBe('innermost');
});

test('a letter that mentions headers is a text, and texts of any usual encoding are read', async () => {
  const text = 'Sehr geehrte Damen und Herren,\nSubject: steht hier nur so\nStraße';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  for (const bytes of [Buffer.from(text), Buffer.from(text, 'latin1'), utf16, Buffer.from(`\ufeff${text}`)]) {
    const { facts } = opened(await bench.open(bytes));
    expect(facts).toMatchObject({ kind: 'text', mail: null });
    expect(await bench.textOf(facts)).toContain('Straße');
  }
});

test('euro signs and German quotes of windows-1252 survive, in mails and in plain texts', async () => {
  const said = 'Der Betrag von 12,50 \x80 ist \x84falsch\x93.';
  const typed = mail('Content-Type: text/plain; charset=windows-1252', '', said);
  const read = [opened(await bench.open(typed)), opened(await bench.open(Buffer.from(`Guten Tag\n${said}`, 'latin1')))];
  for (const { facts } of read) expect(await bench.textOf(facts)).toContain('12,50 € ist „falsch“.');
});

test('opening the same mail again makes the same objects', async () => {
  const bytes = mail('', 'Guten Tag');
  expect(await bench.open(bytes)).toEqual(await bench.open(bytes));
});

test('a mail with thousands of recipients and a name without end opens', async () => {
  const to = Array.from({ length: 5000 }, (_, index) => `a${index}@example.org`).join(',\r\n ');
  const name = '😀'.repeat(300);
  const bytes = Buffer.from(
    `From: a@example.org\r\nTo: ${to}\r\nSubject: ${'x'.repeat(9000)}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${name}.txt"\r\n\r\nGuten Tag\r\n--b--\r\n`,
  );
  const { facts, children } = opened(await bench.open(bytes));
  expect(facts.mail?.to).toHaveLength(100);
  expect(children[0]?.filename.endsWith('.txt')).toBe(true);
});
