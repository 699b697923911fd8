import { createRequire } from 'node:module';
import { webAssembly } from './web-assembly.ts';

/** As much of tesseract.js-core (Tesseract in WebAssembly) as a reader needs. */
export interface TesseractApi {
  /** -1: the language data could not be used. Engine mode 1 is the neural network alone. */
  Init(dataPath: null, language: string, engineMode: number): number;
  SetVariable(name: string, value: string): boolean;
  /** Reads `/input` of the module's file system; 1 means that it is no image. */
  SetImageFile(exifOrientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page?: number): string;
  Clear(): void;
}

export interface TesseractModule {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void };
  readonly TessBaseAPI: new () => TesseractApi;
}

export type TesseractCore = (options: {
  readonly instantiateWasm: (imports: object, receive: (instance: object) => void) => Record<string, never>;
  readonly TesseractProgress: () => void;
  readonly print: () => void;
  readonly printErr: () => void;
}) => Promise<TesseractModule>;

const require = createRequire(import.meta.url);

/**
 * The fastest build this Node can run. Node 20 has plain SIMD only; its relaxed SIMD behind a flag was tried and was
 * not faster. All are the builds without the legacy engine, which tesseract.js itself never picks on Node.
 */
export function chooseCore(): string {
  if (webAssembly.validate(relaxedSimdProbe)) return 'tesseract-core-relaxedsimd-lstm';
  return webAssembly.validate(simdProbe) ? 'tesseract-core-simd-lstm' : 'tesseract-core-lstm';
}

export function wasmPathOf(core: string): string {
  return require.resolve(`tesseract.js-core/${core}.wasm`);
}

export function loadCore(core: string): TesseractCore {
  return require(`tesseract.js-core/${core}.js`) as TesseractCore;
}

/** A module with one function: `i8x16.splat`, `i8x16.popcnt`. */
const simdProbe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
);
/** The same with `i8x16.relaxed_swizzle`. */
const relaxedSimdProbe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  15,
  1,
  13,
  0,
  65,
  1,
  253,
  15,
  65,
  2,
  253,
  15,
  253,
  128,
  2,
  11,
);
