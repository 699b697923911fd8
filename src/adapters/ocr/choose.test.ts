import { expect, it } from 'vitest';
import { openMemoryStore } from '../../../storage/memory.ts';
import { silentLog } from '../../ports/log.ts';
import { chooseOcrEngine } from './choose.ts';
import { findNativeTesseract } from './tesseract-native/native-tesseract.ts';

const parts = { store: openMemoryStore(), workers: 1, pageSecondsMax: 60, log: silentLog };

it('takes tesseract.js when told to, with the fast German model', async () => {
  await using engine = await chooseOcrEngine({ ...parts, engine: 'tesseract.js' });
  expect(engine).toMatchObject({ name: 'tesseract.js', version: expect.stringContaining('deu fast, eng best_int') });
});

it('takes what the machine has when left to itself, and says so in the log', async () => {
  const sentences: string[] = [];
  const log = { ...silentLog, info: (_: unknown, sentence: string) => void sentences.push(sentence) };
  await using engine = await chooseOcrEngine({ ...parts, log, engine: 'auto' });
  const found = await findNativeTesseract('tesseract');
  expect(engine.name).toBe(found.kind === 'usable' ? 'tesseract-native' : 'tesseract.js');
  expect(sentences).toHaveLength(1);
});

it('finds no native Tesseract where the program is missing or is another one, and says what to do', async () => {
  for (const program of ['tesseract-that-is-not-there', process.execPath]) {
    expect(await findNativeTesseract(program)).toEqual({
      kind: 'unusable',
      sentence: 'The program "tesseract" is not installed.',
    });
  }
});
