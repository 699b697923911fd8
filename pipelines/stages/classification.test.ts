import { describe, expect, it } from 'vitest';
import { defaultDocumentClasses } from '../../classifiers/document-classes.ts';
import { loadClassifier } from '../../classifiers/load-classifier.ts';
import { createReadingStore } from '../../src/adapters/readings/reading-store.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { MailHeader } from '../../src/domain/facts.ts';
import { newId } from '../../src/domain/ids.ts';
import { type Reading, textOfReading } from '../../src/domain/page.ts';
import type { Classifier } from '../../src/ports/classifier.ts';
import type { StageContext } from '../../src/ports/stage.ts';
import { readingFromText } from '../../src/testing/reading-from-text.ts';
import { openMemoryStore } from '../../storage/memory.ts';
import { createClassification } from './classification.ts';

const store = openMemoryStore();
const readings = createReadingStore(store);
const classes = defaultDocumentClasses;
const context: StageContext = {
  signal: new AbortController().signal,
  clock: systemClock,
  attempt: 1,
  isLastAttempt: false,
};

async function snapshotOf(reading: Reading, mail: MailHeader | null = null): Promise<DocumentSnapshot> {
  const sha256 = await readings.save(reading);
  return {
    id: newId('doc'),
    submissionId: newId('sub'),
    parentId: null,
    depth: 0,
    channel: mail === null ? 'letter' : 'email',
    receivedAt: new Date('2026-11-21T08:00:00Z'),
    filename: 'scan.pdf',
    declaredMediaType: null,
    original: await store.put(Buffer.from('original')),
    given: null,
    generation: 0,
    facts: {
      preparation: {
        kind: 'pdf',
        mediaType: 'application/pdf',
        pages: [],
        mail,
        reading: null,
        pdf: null,
        childCount: 0,
        remarks: [],
      },
      recognition: {
        language: 'de',
        reading: sha256,
        pageConfidences: [],
        characterCount: textOfReading(reading).length,
        wordCount: 1,
        engine: null,
        turnedPages: [],
      },
    },
  };
}

async function classify(document: DocumentSnapshot, classifier?: Classifier) {
  const stage = createClassification({ classifier: classifier ?? (await loadClassifier({})), readings, classes });
  const outcome = await stage.run(document, context);
  if (outcome.kind !== 'advance') throw new Error(`The stage said ${outcome.kind}.`);
  return outcome.facts;
}

const cancellation =
  'Sehr geehrte Damen und Herren,\nhiermit kündige ich meinen Stromvertrag fristgerecht zum Jahresende.\nBitte bestätigen Sie mir die Kündigung schriftlich.';

describe('classification', () => {
  it('decides a plain letter alone and says why and by what', async () => {
    const facts = await classify(await snapshotOf(readingFromText(cancellation)));
    expect(facts).toMatchObject({ key: 'cancellation', decision: 'auto', decidedBy: null });
    expect(facts.evidence.map(({ text }) => text).join(' ')).toContain('kündige');
    expect(facts.classifier?.version).toMatch(/./);
  });

  it('believes a separator sheet before the classifier, and a class nobody configured not at all', async () => {
    const document = await snapshotOf(readingFromText(cancellation));
    const given = (classKey: string) => ({ ...document, given: { classKey, profile: null, archiveNumber: null } });
    expect(await classify(given('claim'))).toMatchObject({
      key: 'claim',
      confidence: 1,
      decision: 'auto',
      evidence: [{ text: 'separator sheet' }],
    });
    expect(await classify(given('no-such-class'))).toMatchObject({ key: 'cancellation' });
  });

  it('advances a page without words with no class, for a person', async () => {
    const facts = await classify(await snapshotOf({ pages: [{ number: 1, words: [], confidence: 0, source: 'ocr' }] }));
    expect(facts).toMatchObject({ key: null, confidence: 0, decision: 'review', alternatives: [], evidence: [] });
  });

  it('advances what it does not know, for a person', async () => {
    const facts = await classify(await snapshotOf(readingFromText('xqv zzkj wrtp qqxz vbnm kjhgf ztrw pqxy')));
    expect(facts).toMatchObject({ key: null, decision: 'review' });
  });

  it('shows the classifier the first three written pages, the subject and the sender, and nothing more', async () => {
    const seen: Parameters<Classifier['classify']>[0][] = [];
    const watching: Classifier = {
      name: 'watching',
      version: '1',
      classify(input) {
        seen.push(input);
        return {
          ranked: [],
          isUnknown: true,
          second: null,
          evidence: [],
          classifier: { name: 'watching', version: '1' },
        };
      },
    };
    const mail: MailHeader = {
      from: 'jan@mail.example',
      fromName: 'Jan',
      to: [],
      subject: 'Kündigung',
      sentAt: null,
      messageId: null,
    };
    await classify(await snapshotOf(readingFromText('eins\f\fzwei\fdrei\fvier'), mail), watching);
    expect(seen).toEqual([
      {
        subject: 'Kündigung',
        senderEmail: 'jan@mail.example',
        channel: 'email',
        language: 'de',
        pageCount: 5,
        text: 'eins\n\fzwei\n\fdrei',
      },
    ]);
  });

  it('eighty pages of terms around one sentence go to a person', async () => {
    const terms = (page: number) =>
      `Allgemeine Geschäftsbedingungen, Seite ${page}. § ${page} Der Kunde kann den Vertrag mit einer Frist von einem Monat kündigen. ` +
      'Der Auftragnehmer haftet nach den gesetzlichen Vorschriften. Die Zahlung ist mit Zugang der Rechnung fällig. ';
    const pages = Array.from({ length: 80 }, (_, index) => terms(index + 1));
    pages[41] += 'Hiermit kündige ich meinen Stromvertrag zum Jahresende.';
    expect(await classify(await snapshotOf(readingFromText(pages.join('\f'))))).toMatchObject({ decision: 'review' });
  });

  it('two letters in one scan go to a person, who is told so', async () => {
    const letter = (text: string) => `${text}\nMit freundlichen Grüßen\nA. Behrends`;
    const other =
      'Sehr geehrte Damen und Herren,\nwir sind umgezogen. Unsere neue Anschrift lautet: Deichstraße 7, 26721 Emden.';
    const facts = await classify(await snapshotOf(readingFromText([letter(cancellation), letter(other)].join('\f'))));
    expect(facts.decision).toBe('review');
    expect(facts.evidence[0]?.text).toBe('mehrere Briefe in einem Scan');
    const [first] = (await classify(await snapshotOf(readingFromText(letter(cancellation))))).evidence;
    expect(first?.text).not.toBe('mehrere Briefe in einem Scan');
  });

  it('an enclosure that is named and not there is a reason in words, and moves no number', async () => {
    const named = `${cancellation}\nDie Vollmacht liegt in Kopie bei.`;
    const last = (facts: { evidence: readonly { text: string }[] }) => facts.evidence.at(-1)?.text;
    expect(last(await classify(await snapshotOf(readingFromText(named))))).toBe(
      'eine Anlage wird genannt, keine liegt bei',
    );
    const enclosed = await classify(await snapshotOf(readingFromText(`${named}\fVollmacht für Jan Peters`)));
    expect(last(enclosed)).not.toBe('eine Anlage wird genannt, keine liegt bei');
  });

  it('a letter with eighty pages of terms behind it is decided by the letter', async () => {
    const terms = Array.from({ length: 80 }, (_, index) => `§ ${index + 1} Der Anbieter haftet nach dem Gesetz.`);
    const facts = await classify(await snapshotOf(readingFromText([cancellation, ...terms].join('\f'))));
    expect(facts).toMatchObject({ key: 'cancellation' });
  });

  it.each([
    [
      'Turkish',
      'Sayın yetkili,\n1 Ocak tarihinde Nordlicht ile yaptığım elektrik sözleşmemi iptal etmek istiyorum. Müşteri numaram 40112233. Lütfen iptali yazılı olarak onaylayın.\nSaygılarımla\nAhmet Yılmaz, Gartenweg 4, 26603 Aurich',
    ],
    [
      'Polish',
      'Szanowni Państwo,\nproszę o rozwiązanie mojej umowy na dostawę energii elektrycznej z dniem 31 grudnia. Numer klienta 40112233. Proszę o pisemne potwierdzenie.\nZ poważaniem\nJan Kowalski, Gartenweg 4, 26603 Aurich',
    ],
  ])('a letter in %s goes to a person with no class suggested', async (_, text) => {
    expect(await classify(await snapshotOf(readingFromText(text)))).toMatchObject({ key: null, decision: 'review' });
  });

  it('an e-mail is judged by what its sender says, not by the older mail it quotes', async () => {
    const mail: MailHeader = {
      from: 'petra@mail.example',
      fromName: 'Petra',
      to: [],
      subject: 'Re: Ihre Kündigung',
      sentAt: null,
      messageId: null,
    };
    const text =
      'Guten Tag,\nwir sind umgezogen. Unsere neue Anschrift lautet: Deichstraße 7, 26721 Emden. Bitte ändern Sie das in Ihren Unterlagen.\nPetra Wilken\n\n' +
      'Am 02.03.2024 um 10:01 schrieb Kundenservice:\n> Sehr geehrter Herr Janssen,\n> hiermit bestätigen wir Ihre Kündigung des Stromvertrages 40998877 zum Jahresende.';
    expect(await classify(await snapshotOf(readingFromText(text), mail))).toMatchObject({ key: 'address_change' });
  });

  it('a document that was not read yet cannot be classified', async () => {
    const document = await snapshotOf(readingFromText(cancellation));
    await expect(classify({ ...document, facts: {} })).rejects.toMatchObject({ code: 'stage.failed' });
  });
});
