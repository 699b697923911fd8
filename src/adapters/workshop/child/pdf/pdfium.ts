import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

/** PDFium in WebAssembly with the few memory helpers its C interface needs. */
export interface Pdfium {
  readonly api: WrappedPdfiumModule;
  /** The module's memory. It moves when it grows, so never keep it across a call. */
  memory(): Uint8Array;
  /** Scratch memory for one call; freed afterwards. */
  withMemory<Result>(byteLength: number, use: (pointer: number) => Result): Result;
  readFloats(pointer: number, count: number): number[];
  readDoubles(pointer: number, count: number): number[];
  /** Calls a function of the "give me a buffer and its length, get the length" kind and decodes UTF-16LE. */
  readText(call: (pointer: number, byteLength: number) => number): string;
}

const textBytesMax = 1024 * 1024;
let loading: Promise<Pdfium> | null = null;

/** Starting takes 75 ms and 25 MB, so once per child and only with the first PDF. */
export function loadPdfium(): Promise<Pdfium> {
  loading ??= start();
  return loading;
}

async function start(): Promise<Pdfium> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const api = await init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
  });
  api.PDFiumExt_Init();
  const { wasmExports, getValue } = api.pdfium;
  const memory = (): Uint8Array => (api.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;

  function withMemory<Result>(byteLength: number, use: (pointer: number) => Result): Result {
    const pointer = wasmExports.malloc(byteLength);
    if (pointer === 0) throw new RangeError('PDFium is out of memory.');
    try {
      return use(pointer);
    } finally {
      wasmExports.free(pointer);
    }
  }

  return {
    api,
    memory,
    withMemory,
    readFloats: (pointer, count) => Array.from({ length: count }, (_, index) => getValue(pointer + 4 * index, 'float')),
    readDoubles: (pointer, count) =>
      Array.from({ length: count }, (_, index) => getValue(pointer + 8 * index, 'double')),
    readText(call) {
      const byteLength = Math.min(call(0, 0), textBytesMax);
      if (byteLength < 2) return '';
      return withMemory(byteLength, (pointer) => {
        call(pointer, byteLength);
        return Buffer.from(memory().subarray(pointer, pointer + byteLength))
          .toString('utf16le')
          .replace(/\0+$/, '');
      });
    },
  };
}
