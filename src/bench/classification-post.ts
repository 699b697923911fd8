import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type JudgedAnswer, type Report, reportOn } from '../../classifiers/evaluate.ts';
import { type Example, unknownClass } from '../../classifiers/learning/example.ts';
import type { Letter } from '../../fixtures/generator/letter.ts';
import { mailTextOf } from '../../fixtures/generator/mail/mail-text.ts';
import { writeMail } from '../../fixtures/generator/mail/write-mail.ts';
import { layOutLetter } from '../../fixtures/generator/paper/lay-out.ts';
import { drawStranger } from '../../fixtures/generator/parties.ts';
import { createRandom, type Random } from '../../fixtures/generator/random.ts';
import { sendFax } from '../../fixtures/generator/raster/fax.ts';
import { drawScanOptions, scan } from '../../fixtures/generator/raster/scan.ts';
import { createClosingStack } from '../app/closing-stack.ts';
import type { FactsByStage } from '../domain/facts.ts';
import { openBenchMailroom, takeFileIn, untilSettled } from './bench-mailroom.ts';

interface RenderedExample {
  readonly example: Example;
  /** `letter/0001.tif`: below the folder of the post. */
  readonly file: string;
}

const channels = ['letter', 'fax', 'email'] as const;
const company = ['Nordlicht Versorgung und Service GmbH', 'Hafenstraße 12', '26721 Emden'] as const;

/** Test texts as post: printed and scanned, sent by fax, or sent by mail, in turns; about a second each for paper. */
async function renderExamples(
  examples: readonly Example[],
  seed: string,
  folder: string,
): Promise<readonly RenderedExample[]> {
  await Promise.all(channels.map((channel) => mkdir(join(folder, channel), { recursive: true })));
  const rendered: RenderedExample[] = [];
  for (const [index, example] of examples.entries()) {
    const channel = channels[index % channels.length] ?? 'letter';
    const random = createRandom(`classification/${seed}/${index}`);
    const file = `${channel}/${String(index + 1).padStart(4, '0')}.${channel === 'email' ? 'eml' : 'tif'}`;
    await writeFile(join(folder, file), await drawExample(random, channel, letterOf(random, example)));
    rendered.push({ example, file });
  }
  return rendered;
}

async function drawExample(
  random: Random,
  channel: (typeof channels)[number],
  letter: Letter,
): Promise<Uint8Array | Buffer> {
  if (channel === 'email') {
    const text = mailTextOf(random.fork('text'), letter, { historyShare: 0.1 });
    const { sender, date } = letter;
    return (
      await writeMail(random.fork('mail'), { from: sender, fromEmail: sender.email, text, date, attachments: [] })
    ).bytes;
  }
  const laidOut = await layOutLetter(random.fork('paper'), letter, { handwritingShare: 0, sizeMin: 10.5 });
  if (channel === 'fax') return (await sendFax(random.fork('fax'), laidOut.pdf, letter)).tiff;
  return scan(random.fork('scan'), laidOut.pdf, drawScanOptions(random, 'tif', letter.date));
}

/** The text stands as it was written; sender, addressee and date around it are drawn. */
function letterOf(random: Random, example: Example): Letter {
  const sender = drawStranger(random.fork('sender'));
  return {
    class: example.classKey,
    secondClass: example.second,
    scenario: 'test text',
    language: example.language === 'en' ? 'en' : 'de',
    date: '2026-11-16',
    dateText: '16.11.2026',
    sender,
    recipient: company,
    references: [],
    subject: example.subject ?? '',
    greeting: '',
    blocks: example.text
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== '')
      .map((text) => ({ kind: 'text', text }) as const),
    closing: '',
    signature: [],
    enclosures: [],
    form: null,
    sticker: [],
    annex: null,
    fields: [],
    annexFields: [],
    customerNumber: null,
  };
}

/** What the whole mail room made of the texts as scans, faxes and mails: the class that stands in its rows. */
export async function measurePost(
  examples: readonly Example[],
  seed: string,
  folder: string,
  say: (sentence: string) => void,
): Promise<Report> {
  say(`Drawing and reading ${examples.length} texts as scans, faxes and mails …`);
  const post = join(folder, 'post');
  const rendered = await renderExamples(examples, seed, post);
  const closing = createClosingStack();
  try {
    const mailroom = closing.use(await openBenchMailroom(join(folder, 'data')));
    closing.defer(() => mailroom.engine.stop());
    await mailroom.engine.start();
    for (const { file } of rendered) await takeFileIn(mailroom, post, file);
    await untilSettled(mailroom.database, 120 + rendered.length * 30);
    const { rows } = await mailroom.database.query<{ source_key: string; facts: Partial<FactsByStage> }>(
      'select source_key, facts from submissions join documents on documents.submission_id = submissions.id where depth = 0',
    );
    const found = new Map(rows.map((row) => [row.source_key, row.facts.classification]));
    return reportOn(
      rendered.map((each) => judge(each, found.get(each.file), say)),
      0,
    );
  } finally {
    await closing.close();
  }
}

function judge(
  { example, file }: RenderedExample,
  facts: FactsByStage['classification'] | undefined,
  say: (sentence: string) => void,
): JudgedAnswer {
  const key = facts?.key ?? null;
  const isAuto = facts?.decision === 'auto';
  if (key !== example.classKey) say(`  ${file}: ${example.classKey} taken for ${key}${isAuto ? ', alone' : ''}`);
  return {
    truth: example.classKey,
    answer: key ?? unknownClass,
    confidence: facts?.confidence ?? 0,
    isFirstRight: key === example.classKey,
    isAuto,
    autoKey: key,
    truthSecond: example.second,
    second: facts?.second?.key ?? null,
  };
}
