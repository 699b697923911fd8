import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defaultDocumentClasses } from '../../../classifiers/document-classes.ts';
import { type SeparatorSheet, separatorSheets, sheetsMax } from '../../adapters/sheets/separator-sheets.ts';
import { loadSettings } from '../../config/settings.ts';
import { MailroomError } from '../../domain/errors.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import { type PatchKind, patchBars } from '../../domain/separator.ts';
import { noSeparatorData, writeSeparatorText } from '../../rules/separation/separator-text.ts';
import { parseWholeNumber } from '../arguments.ts';
import { counted } from '../counted.ts';
import type { GlobalOptions } from '../main.ts';
import { createOutput } from '../output.ts';

export interface PrintOptions extends GlobalOptions {
  readonly class?: string;
  readonly profile?: string;
  readonly archive?: string;
  readonly patch?: string;
  readonly count?: string;
  readonly out: string;
}

/** Writes a PDF of separator sheets: equal ones, or one for each archive number. */
export async function print(options: PrintOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const { dataDir, config: configFile } = options;
  const { scan } = await loadSettings({ configFile, dataDir, env: process.env });
  const sheets = sheetsOf(options, scan.profiles);
  const pdf = await separatorSheets({ sheets, date: new Date().toISOString() });
  const path = resolve(options.out);
  await writeFile(path, pdf).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new MailroomError('request.failed', `${path} cannot be written${reason}. Choose another file with --out.`);
  });
  output.result(
    { file: path, sheetCount: sheets.length, texts: sheets.map(({ text }) => text) },
    `${path}: ${counted(sheets.length, 'separator sheet')}. Print at actual size and lay one before the first page of each document.`,
  );
}

/** @param profiles that are configured; a sheet naming another would be ignored when it is scanned. */
export function sheetsOf(
  options: Omit<PrintOptions, 'out'>,
  profiles: readonly Pick<ScanProfile, 'key'>[],
): readonly SeparatorSheet[] {
  const patch = patchOf(options.patch ?? 'T');
  const classKey = options.class ?? null;
  const known = defaultDocumentClasses.find(({ key }) => key === classKey);
  if (classKey !== null && known === undefined)
    throw wrong(`There is no class "${classKey}". "mailroom classes list" shows them.`);
  const { profile = null } = options;
  if (profile !== null && !profiles.some(({ key }) => key === profile)) {
    const keys = profiles.map(({ key }) => key).join(', ');
    throw wrong(`There is no scan profile "${profile}". The configured ones are: ${keys || 'none'}.`);
  }
  if (options.archive !== undefined && options.count !== undefined)
    throw wrong('Give either --archive, which is a sheet a number, or --count.');
  const numbers = options.archive === undefined ? null : archiveNumbers(options.archive);
  const count = numbers?.length ?? parseWholeNumber('--count', options.count ?? '1', sheetsMax);
  return Array.from({ length: count }, (_, index) => {
    const data = {
      ...noSeparatorData,
      classKey,
      profile,
      archiveNumber: numbers?.[index] ?? null,
    };
    return { patch, text: textOf(data), data, className: known?.names ?? null };
  });
}

function textOf(data: SeparatorSheet['data']): string {
  try {
    return writeSeparatorText(data);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/** `2026-0001..2026-0030`: the digits at the end are counted, what stands before them stays. */
function archiveNumbers(range: string): readonly string[] {
  const [from = '', to = from, ...rest] = range.split('..');
  const [first, last] = [/^(.*?)(\d{1,15})$/.exec(from), /^(.*?)(\d{1,15})$/.exec(to)];
  if (first === null || last === null || rest.length > 0 || first[1] !== last[1])
    throw wrong(`--archive must be FROM..TO with the same beginning, such as N-0001..N-0030, not "${range}".`);
  const [low, high, width] = [Number(first[2]), Number(last[2]), first[2]?.length ?? 0];
  if (high < low || high - low >= sheetsMax)
    throw wrong(`--archive must count upwards and give at most ${sheetsMax} numbers, not "${range}".`);
  return Array.from({ length: high - low + 1 }, (_, index) => `${first[1]}${String(low + index).padStart(width, '0')}`);
}

function patchOf(text: string): PatchKind {
  const kinds = Object.keys(patchBars) as PatchKind[];
  const found = kinds.find((kind) => kind === text.toUpperCase());
  if (found === undefined) throw wrong(`There is no patch code "${text}". The patch codes are ${kinds.join(', ')}.`);
  return found;
}

function wrong(message: string): MailroomError {
  return new MailroomError('request.invalid', message);
}
