import { gzipSync } from 'node:zlib';
import type { MailHeader } from '../../../../domain/facts.ts';
import type { OpenAnswer } from '../../protocol.ts';
import { layOutText } from '../../rendition/lay-out-text.ts';
import type { TaskTools } from '../task-tools.ts';

export interface TextToLayOut {
  readonly documentKind: 'mail' | 'text';
  readonly mediaType: string;
  readonly title: string;
  readonly headerLines: readonly (readonly [label: string, value: string])[];
  readonly text: string;
  readonly createdAt: Date;
  readonly pagesMax: number;
  readonly mail: MailHeader | null;
  readonly children: Extract<OpenAnswer, { kind: 'opened' }>['children'];
  readonly remarks: readonly string[];
}

/** Text that never was an image: laid out as PDF for people, with its reading known. */
export async function layOutAnswer(input: TextToLayOut, tools: TaskTools): Promise<OpenAnswer> {
  const { title, headerLines, text, createdAt, pagesMax } = input;
  const laidOut = await layOutText({ title, headerLines, text, createdAt, pagesMax: Math.min(pagesMax, 100) });
  await tools.write('layout.pdf', laidOut.pdf);
  await tools.write('reading.json.gz', gzipSync(JSON.stringify(laidOut.reading)));
  const cut = laidOut.charactersLeftOut;
  return {
    kind: 'opened',
    documentKind: input.documentKind,
    mediaType: input.mediaType,
    pages: laidOut.pages.map(({ widthMm, heightMm }, index) => ({
      number: index + 1,
      widthMm,
      heightMm,
      image: null,
      readingImage: null,
      rotation: 0,
      skewDegrees: 0,
      isBlank: laidOut.reading.pages[index]?.words.length === 0,
    })),
    mail: input.mail,
    reading: 'reading.json.gz',
    pdf: { kind: 'output', name: 'layout.pdf' },
    children: input.children,
    remarks:
      cut === 0
        ? input.remarks
        : [...input.remarks, `The text is very long; its last ${cut} characters are in the original only.`],
  };
}
