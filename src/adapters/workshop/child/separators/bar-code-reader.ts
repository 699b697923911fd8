import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReadResult, readBarcodes, type ZXingReaderModule } from 'zxing-wasm/reader';
import type { CodeFormat } from '../../../../domain/separator.ts';
import type { GreyRaster } from './grey-raster.ts';

/** A bar code in the picture that was read, its corners in pixels of it. */
export interface ReadCode {
  readonly format: CodeFormat;
  readonly text: string;
  readonly corners: readonly { readonly x: number; readonly y: number }[];
  /** Degrees clockwise. */
  readonly orientation: number;
}

/** Two of five (ITF) and the short EANs check too little of themselves: they find codes in rules and in text. */
const striped = { Code128: 'code-128', Code39: 'code-39', Code93: 'code-93', EAN13: 'ean' } as const;
const dense = { QRCode: 'qr', DataMatrix: 'data-matrix', Aztec: 'aztec', PDF417: 'pdf417' } as const;
const formats = { ...striped, ...dense } as const satisfies Record<string, CodeFormat>;
type Format = keyof typeof formats;

export function isStriped(format: CodeFormat): boolean {
  return Object.values<CodeFormat>(striped).includes(format);
}

const codesMax = 32;
const textLengthMax = 4096;
let loading: Promise<ZXingReaderModule> | null = null;

/** ZXing in WebAssembly, from the package's own file: left alone it would fetch it from a network it does not have. */
function loadReader(): Promise<ZXingReaderModule> {
  loading ??= prepareZXingModule({
    overrides: {
      wasmBinary: toArrayBuffer(
        readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
      ),
    },
    fireImmediately: true,
  });
  return loading;
}

/**
 * Reads the bar codes of a picture in any quarter turn. Fast modes missed four of six scanned codes. Bars alone take a
 * third of the time of everything.
 */
export async function readBarCodes(picture: GreyRaster, kinds: 'bars' | 'all' = 'all'): Promise<readonly ReadCode[]> {
  await loadReader();
  const { width, height } = picture;
  const results = await readBarcodes(
    { data: colours(picture.pixels), width, height },
    {
      formats: Object.keys(kinds === 'bars' ? striped : formats) as Format[],
      tryHarder: true,
      tryRotate: true,
      tryInvert: false,
      tryDownscale: true,
      maxNumberOfSymbols: codesMax,
      // Plain text: the reader's own notation for control characters would be taken for text.
      textMode: 'Plain',
    },
  );
  return results.flatMap((result) => codeOf(result) ?? []);
}

function codeOf(result: ReadResult): ReadCode | null {
  const format = formats[result.symbology as Format] ?? (result.symbology === 'EANUPC' ? 'ean' : undefined);
  if (!result.isValid || format === undefined || result.text.length > textLengthMax) return null;
  const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
  return {
    format,
    text: result.text,
    corners: [topLeft, topRight, bottomRight, bottomLeft],
    orientation: result.orientation,
  };
}

/** The package takes colours only and makes them grey again; regions are small enough for that not to matter. */
function colours(grey: Uint8Array): Uint8ClampedArray {
  const words = new Uint32Array(grey.length);
  for (let at = 0; at < grey.length; at += 1) words[at] = ((grey[at] as number) * 0x010101 + 0xff000000) >>> 0;
  return new Uint8ClampedArray(words.buffer);
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
