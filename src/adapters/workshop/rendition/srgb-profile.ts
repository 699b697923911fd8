/**
 * The sRGB colour space as an ICC version 4 profile of about 500 bytes. PDF/A wants the output's colours defined in the
 * file; the usual 3 KB profile carries the same curve as a table where version 4 has a formula (parametric type 3).
 * Primaries are those of IEC 61966-2-1 adapted to D50, as ICC prescribes.
 */
export function buildSrgbProfile(): Uint8Array {
  const curve = Buffer.concat([
    Buffer.from('para\0\0\0\0', 'latin1'),
    Buffer.of(0, 3, 0, 0),
    ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
  ]);
  const adaptation = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', multiLocalised('sRGB')],
    ['cprt', multiLocalised('No copyright')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['chad', Buffer.concat([Buffer.from('sf32\0\0\0\0', 'latin1'), ...adaptation.map(fixed)])],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];

  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let offset = 128 + table.byteLength;
  tags.forEach(([name, body], index) => {
    // Tags may share their bytes: the three curves are one.
    let place = placed.get(body);
    if (place === undefined) {
      place = offset;
      placed.set(body, place);
      const padded = Buffer.concat([body, Buffer.alloc((4 - (body.byteLength % 4)) % 4)]);
      bodies.push(padded);
      offset += padded.byteLength;
    }
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(body.byteLength, 12 + index * 12);
  });

  const header = Buffer.alloc(128);
  header.writeUInt32BE(offset, 0);
  header.writeUInt32BE(0x04200000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  [2026, 1, 1].forEach((part, index) => {
    header.writeUInt16BE(part, 24 + index * 2);
  });
  header.write('acsp', 36, 'latin1');
  Buffer.concat([0.9642, 1, 0.8249].map(fixed)).copy(header, 68);
  return Buffer.concat([header, table, ...bodies]);
}

/** ICC's s15Fixed16Number. */
function fixed(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
}

function xyz(x: number, y: number, z: number): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), fixed(x), fixed(y), fixed(z)]);
}

function multiLocalised(text: string): Buffer {
  const words = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(words.byteLength, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, words]);
}
