import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { loadCore, type TesseractApi, type TesseractModule } from './core.ts';
import type { ReaderAnswer, ReaderBirth, ReadOrder } from './reader-protocol.ts';
import { webAssembly } from './web-assembly.ts';

/**
 * A thread that reads one page after the other. tesseract.js-core is driven without tesseract.js's own worker, because
 * that one ends the whole process when it fails to start, and always loads the larger core.
 */
const birth = workerData as ReaderBirth;
const tesseract = loadCore(birth.core)({
  instantiateWasm(imports, receive) {
    void webAssembly.instantiate(birth.module, imports).then(receive);
    return {};
  },
  TesseractProgress: () => {},
  print: () => {},
  printErr: () => {},
});

/** Starting a language takes 60 to 200 ms, so each that was asked for once is kept. */
const apis = new Map<string, TesseractApi>();

function apiFor(module: TesseractModule, language: string): TesseractApi {
  const known = apis.get(language);
  if (known !== undefined) return known;
  for (const name of language.split('+')) {
    const path = birth.models[name];
    if (path === undefined) throw new Error(`there is no language data for ${name}`);
    const bytes = readFileSync(path);
    module.FS.writeFile(`./${name}.traineddata`, bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  }
  const api = new module.TessBaseAPI();
  if (api.Init(null, language, 1) === -1) throw new Error(`the language data for ${language} cannot be used`);
  apis.set(language, api);
  return api;
}

async function read(order: ReadOrder): Promise<ReaderAnswer> {
  try {
    const module = await tesseract;
    const api = apiFor(module, order.language);
    // Set for every page: the one before may have been read another way.
    for (const [name, value] of Object.entries(order.parameters)) api.SetVariable(name, value);
    module.FS.writeFile('/input', readFileSync(order.path));
    if (api.SetImageFile(1, 0) === 1) return { kind: 'unreadable' };
    api.Recognize(null);
    const tsv = api.GetTSVText(0);
    api.Clear();
    return { kind: 'read', tsv };
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (order: ReadOrder) => {
  void read(order).then((answer) => parentPort?.postMessage(answer));
});
