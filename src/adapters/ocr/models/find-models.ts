import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../../config/package-root.ts';

export interface Models {
  /** Path of each language's data by Tesseract's name; gzip-compressed or not. */
  readonly paths: Readonly<Record<string, string>>;
  /** For logs and for the engine's version: `deu fast, eng best_int`. */
  readonly summary: string;
}

/**
 * Where language data comes from, best first:
 * 1. a folder of the operator's (Debian's `/usr/share/tesseract-ocr/5/tessdata`, or models trained on own letters);
 * 2. our own copy of the fast German model, beside this file: its network is less than half as large as that of best_int
 *    and a page takes 0.57 of the processor time, at 0.6 percentage points fewer words read (98.2 % against 98.8 % on
 *    noisy black-and-white pages);
 * 3. best_int from npm, which is all that npm has.
 */
export function findModels(folder: string | null): Models {
  const paths: Record<string, string> = {};
  const kinds: string[] = [];
  for (const language of ['deu', 'eng']) {
    const candidates: (readonly [kind: string, path: string])[] = [];
    for (const suffix of ['.traineddata', '.traineddata.gz']) {
      if (folder !== null) candidates.push(['own', join(folder, language + suffix)]);
      candidates.push(['fast', join(packageRoot, 'src/adapters/ocr/models', language + suffix)]);
    }
    candidates.sort(([a], [b]) => Number(b === 'own') - Number(a === 'own'));
    candidates.push(['best_int', npmModel(language)]);
    const found = candidates.find(([, path]) => existsSync(path));
    if (found === undefined) continue;
    paths[language] = found[1];
    kinds.push(`${language} ${found[0]}`);
  }
  return { paths, summary: kinds.join(', ') };
}

function npmModel(language: string): string {
  try {
    const manifest = createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`);
    return join(dirname(manifest), '4.0.0_best_int', `${language}.traineddata.gz`);
  } catch {
    return '';
  }
}
