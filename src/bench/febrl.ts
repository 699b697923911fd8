import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPostgresDirectory } from '../db/customer-directory.ts';
import type { CustomerRecord } from '../domain/customer.ts';
import { lookUpCustomer } from '../rules/matching/look-up-customer.ts';
import { customerRecord } from '../testing/customer-record.ts';
import { openBenchDirectory } from './people/bench-directory.ts';
import { evidenceOf } from './people/letter-evidence.ts';
import { diceOf } from './people/random-of.ts';

/** Every record has its link here, so fewer bits than among post from strangers make one. */
const linkBits = 8;

export async function measureFebrl(
  data: string,
  dataDir: string,
  say: (sentence: string) => void,
  show = 0,
  most = 5000,
) {
  const folder = join(data, 'linkage', 'febrl');
  const originals = await records(join(folder, 'dataset4a.csv'));
  const duplicates = await records(join(folder, 'dataset4b.csv'));
  await using opened = await openBenchDirectory({
    dataDir,
    people: () => originals.map((record) => ({ record, hasDouble: false, household: [] })),
    count: originals.length,
    say,
  });
  const directory = createPostgresDirectory(opened.database);
  const signal = new AbortController().signal;
  let shown = show;
  const score = async (rate: number, withBirthDate: boolean) => {
    let [right, wrong, missed] = [0, 0, 0];
    for (const [at, duplicate] of duplicates.slice(0, most).entries()) {
      const truth = duplicate.customerNumber;
      const { street, houseNumber, postcode, city } = duplicate;
      const address = {
        street: street ?? '',
        houseNumber: houseNumber ?? '',
        postcode: postcode ?? '',
        city: city ?? '',
      };
      const evidence = evidenceOf({ ...duplicate, address }, rate, diceOf(at + 1));
      const birthDates = withBirthDate && duplicate.birthDate ? [duplicate.birthDate] : [];
      const found = await lookUpCustomer(directory, { ...evidence, birthDates }, { need: 'required', signal });
      const [best] = found.scored;
      if (!best || best.bits < linkBits) missed += 1;
      else if (best.customerNumber === truth) right += 1;
      else wrong += 1;
      if (best?.customerNumber !== truth && shown > 0) {
        shown -= 1;
        const original = originals.find(({ customerNumber }) => customerNumber === truth);
        say(JSON.stringify({ duplicate, original, best: best && [best.displayName, best.displayAddress, best.bits] }));
      }
    }
    say(`FEBRL 4 at ${rate}: ${right} right, ${wrong} wrong, ${missed} missed`);
    return (2 * right) / (2 * right + wrong + (wrong + missed));
  };
  return { f1: await score(0, true), letterF1: await score(0.05, false) };
}

async function records(path: string): Promise<readonly CustomerRecord[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(1);
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', first, last, number, street, , suburb, postcode, , born] = line
        .split(',')
        .map((field) => field.trim());
      return customerRecord({
        customerNumber: id.split('-')[1] ?? id,
        // A directory needs a last name; who has only the other is called by it.
        firstName: last ? first || null : null,
        lastName: last || first || 'unknown',
        street: street || null,
        houseNumber: number || null,
        postcode: postcode || null,
        city: suburb || null,
        birthDate: /^\d{8}$/.test(born ?? '') ? `${born?.slice(0, 4)}-${born?.slice(4, 6)}-${born?.slice(6)}` : null,
      });
    });
}
