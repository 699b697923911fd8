import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { createCustomerLookup } from '../../fixtures/generator/customer-lookup.ts';
import { generateCustomers } from '../../fixtures/generator/customers.ts';
import { customersCsv } from '../../fixtures/generator/customers-csv.ts';
import { makePiece, type PieceOrder } from '../../fixtures/generator/make-piece.ts';
import { everydayMix } from '../../fixtures/generator/post-mix.ts';
import { createRandom } from '../../fixtures/generator/random.ts';

export const pageKinds = ['letter', 'fine fax', 'coarse fax'] as const;
export type PageKind = (typeof pageKinds)[number];

export interface DrawnScan {
  readonly kind: PageKind;
  /** Path below the folder of the post. */
  readonly file: string;
  readonly text: string;
  /** Degrees, counter-clockwise. */
  readonly tilt: number;
  /** Clockwise turn that makes it upright. */
  readonly rotation: 0 | 90 | 180 | 270;
}

/** Three letters, a fine and a coarse fax, and so on. */
const order: readonly PageKind[] = ['letter', 'fine fax', 'letter', 'coarse fax', 'letter'];

/** One-page scans and faxes with tilt, noise and wear as the generator draws them, and the customers they come from. */
export async function drawReadingPost(seed: string, total: number, folder: string): Promise<readonly DrawnScan[]> {
  const customers = generateCustomers(seed, 1000);
  const lookup = createCustomerLookup(customers);
  await Promise.all(['letter', 'fax'].map((channel) => mkdir(join(folder, channel), { recursive: true })));
  await writeFile(join(folder, 'customers.csv'), [...customersCsv(customers)].join(''));
  const scans: DrawnScan[] = [];
  for (let number = 1; scans.length < total; number++) {
    const wanted = order[scans.length % order.length] ?? 'letter';
    const random = createRandom(`reading/${seed}/${number}`);
    const base = { number, mix: { ...everydayMix, handwritingShare: 0 } };
    // No PDF, because the bare reader takes none; no handwriting, which is another sport.
    const piece = await makePiece(
      random,
      lookup,
      wanted === 'letter'
        ? ({ ...base, channel: 'letter', format: random.pick(['tif', 'tif', 'jpg', 'png']), dpi: 300 } as PieceOrder)
        : { ...base, channel: 'fax' },
    );
    const [document] = piece.expected;
    if (document?.pages !== 1) continue;
    const kind = wanted === 'letter' ? wanted : await faxKindOf(piece.bytes);
    if (kind !== wanted) continue;
    await writeFile(join(folder, piece.file), piece.bytes);
    scans.push({
      kind,
      file: piece.file,
      text: document.text,
      tilt: document.tilt,
      rotation: document.isUpsideDown ? 180 : 0,
    });
  }
  return scans;
}

/** The two resolutions of a fax differ in their rows: 98 or 196 an inch. */
async function faxKindOf(bytes: Uint8Array): Promise<PageKind> {
  const { height } = await sharp(bytes).metadata();
  return height > 1600 ? 'fine fax' : 'coarse fax';
}

/** The same pages as they come when a stack is fed the wrong way round: a quarter, half or three quarters of a turn. */
export async function drawTurnedPost(
  scans: readonly DrawnScan[],
  total: number,
  folder: string,
): Promise<readonly DrawnScan[]> {
  const turned: DrawnScan[] = [];
  for (const scan of scans) {
    // sharp knows one density only, so a coarse fax would come out squeezed.
    if (turned.length >= total || scan.rotation !== 0 || scan.kind === 'coarse fax') continue;
    const lying = ([180, 90, 270] as const)[turned.length % 3] ?? 180;
    const file = scan.file.replace(/(\.\w+)$/, '-turned.png');
    const image = sharp(join(folder, scan.file)).rotate(lying).toColourspace('b-w');
    await writeFile(
      join(folder, file),
      await image
        .withMetadata({ density: scan.kind === 'letter' ? 300 : 200 })
        .png({ compressionLevel: 3 })
        .toBuffer(),
    );
    turned.push({ ...scan, file, rotation: ((360 - lying) % 360) as DrawnScan['rotation'] });
  }
  return turned;
}

/** Copies with one byte more behind their end, so that they are other files to whoever knows the first ones. */
export async function copyPost(scans: readonly DrawnScan[], folder: string): Promise<readonly string[]> {
  return await Promise.all(
    scans.map(async ({ file }) => {
      const copy = file.replace(/(\.\w+)$/, '-copy$1');
      await writeFile(join(folder, copy), Buffer.concat([await readFile(join(folder, file)), Buffer.of(0)]));
      return copy;
    }),
  );
}
