import { runTesseract } from './run-tesseract.ts';

export type NativeTesseract =
  | { readonly kind: 'usable'; readonly version: string }
  | { readonly kind: 'unusable'; readonly sentence: string };

/** Whether this machine's Tesseract reads German and English. Takes 30 ms. */
export async function findNativeTesseract(program: string): Promise<NativeTesseract> {
  const patience = AbortSignal.timeout(10_000);
  try {
    const about = await runTesseract(program, ['--version'], patience);
    const version = /tesseract v?(\d+\.\d+[^\s]*)/.exec(`${about.output}\n${about.complaint}`)?.[1];
    if (about.exitCode !== 0 || version === undefined) {
      return { kind: 'unusable', sentence: 'The program "tesseract" is not installed.' };
    }
    if (Number.parseInt(version, 10) < 4) {
      return { kind: 'unusable', sentence: `Tesseract ${version} is too old; version 4 or newer is needed.` };
    }
    if ((await runTesseract('stdbuf', ['--version'], patience)).exitCode !== 0) {
      return { kind: 'unusable', sentence: `Tesseract ${version} is here, but not the program "stdbuf" of coreutils.` };
    }
    const { output } = await runTesseract(program, ['--list-langs'], patience);
    const installed = new Set(output.split('\n').map((line) => line.trim()));
    const missing = ['deu', 'eng'].filter((language) => !installed.has(language));
    if (missing.length === 0) return { kind: 'usable', version };
    return {
      kind: 'unusable',
      sentence: `Tesseract ${version} has no data for ${missing.join(' and ')}; on Debian install ${missing.map((language) => `tesseract-ocr-${language}`).join(' and ')}.`,
    };
  } catch {
    return { kind: 'unusable', sentence: 'The program "tesseract" did not answer within 10 s.' };
  }
}
