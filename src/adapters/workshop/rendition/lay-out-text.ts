import type { Reading } from '../../../domain/page.ts';
import { createPageSetter, type PageSetter } from './page-setter.ts';

export interface LaidOutText {
  readonly pdf: Uint8Array;
  readonly reading: Reading;
  readonly pages: readonly { readonly widthMm: number; readonly heightMm: number }[];
  /** Characters that did not fit on the allowed pages; the last page says so too. 0 when all is there. */
  readonly charactersLeftOut: number;
}

/** 100 pages hold a quarter of a million characters; nobody reads a longer mail on paper, and the original keeps it. */
const defaultPagesMax = 100;
const titleCharactersMax = 600;
const headerCharactersMax = 3000;
const headerLinesMax = 60;

/**
 * Lays a mail or a text file out on A4 pages as a searchable PDF/A-2b with its font inside. Any text will do: what the
 * font cannot draw is shown as an empty square and stays searchable, control characters vanish, and what exceeds the
 * pages is left out with a note. Right-to-left scripts are drawn in the order they are written in memory: found by a
 * search, but mirrored to the eye.
 */
export async function layOutText(input: {
  readonly title: string;
  readonly headerLines: readonly (readonly [label: string, value: string])[];
  readonly text: string;
  readonly createdAt: Date;
  readonly pagesMax?: number;
}): Promise<LaidOutText> {
  const setter = createPageSetter(input.pagesMax ?? defaultPagesMax);
  setter.flow(clip(input.title, titleCharactersMax), { size: 14, leading: 19 });
  setter.gap(6);
  for (const [label, value] of input.headerLines.slice(0, headerLinesMax)) {
    setter.flow(clip(value, headerCharactersMax), { size: 9.5, leading: 13, label: clip(label, 40) });
  }
  if (input.headerLines.length > headerLinesMax) setter.flow('…', { size: 9.5, leading: 13 });
  if (input.headerLines.length > 0) setter.rule();
  setter.gap(8);

  const text = input.text.replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n');
  const taken = setter.flow(text, { size: 10, leading: 13.6 });
  const left = text.slice(taken).trim().length;
  if (left > 0) writeNote(setter, left, text.length);
  const { pdf, reading, pages } = setter.finish({ title: input.title, createdAt: input.createdAt });
  return { pdf, reading, pages, charactersLeftOut: left };
}

function writeNote(setter: PageSetter, left: number, all: number): void {
  const german = new Intl.NumberFormat('de-DE');
  const english = new Intl.NumberFormat('en-GB');
  setter.note(
    `[Hier gekürzt: ${german.format(left)} von ${german.format(all)} Zeichen stehen nur im Original. / ` +
      `Cut here: ${english.format(left)} of ${english.format(all)} characters are in the original only.]`,
  );
}

function clip(text: string, charactersMax: number): string {
  const line = text.slice(0, charactersMax).replace(/\s+/g, ' ').trim();
  return text.length > charactersMax ? `${line} …` : line;
}
