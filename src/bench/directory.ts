import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createPostgresDirectory } from '../db/customer-directory.ts';
import { lookUpCustomer } from '../rules/matching/look-up-customer.ts';
import { type Bench, quantile, rounded } from './bench.ts';
import { folderBytes, openBenchDirectory } from './people/bench-directory.ts';
import { generatePeople } from './people/households.ts';
import { casesOf, misreadCase } from './people/letter-cases.ts';
import { loadNameLists } from './people/name-lists.ts';

const gibibyte = 1024 ** 3;
const lettersASecond = 20;
/** Ten seconds in which each connection plans its statements once; told apart, since a service runs for weeks. */
const coldLetters = 200;

/**
 * A directory of millions: how long it takes to import a CSV file of them, how much room it needs, and how
 * long look-ups take while letters come at their pace. `--count`, `--set letters=N`, `--set keep=FOLDER`.
 */
export const directory: Bench = {
  name: 'directory',
  target: `6 million customers: imported in 10 min, at most 8 GiB, number looked up in 10 ms (P99), letter matched in 100 ms (P99) at ${lettersASecond} a second`,
  async run({ count, seed, options, folder, say }) {
    const customers = count ?? 6_000_000;
    const letters = Number(options.get('letters') ?? 2400);
    const data = options.get('data') ?? process.env.MAILROOM_BENCH_DATA ?? null;
    const lists = await loadNameLists(data);
    const seedNumber = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
    const dataDir = options.get('keep') ?? join(folder, 'data');
    await using opened = await openBenchDirectory({
      dataDir,
      people: () => generatePeople(lists, seedNumber, customers),
      count: customers,
      say,
    });
    const bytes = await folderBytes(dataDir);
    say(`${(bytes / gibibyte).toFixed(2)} GiB on disk`);
    const postgres = createPostgresDirectory(opened.database);
    const signal = new AbortController().signal;
    // Drawn before anything is measured: making six million people again takes a minute of this process.
    const cases = [...casesOf(lists, seedNumber, customers, letters)];

    const lookUps: number[] = [];
    for (const { customerNumber } of cases) {
      if (customerNumber === null) continue;
      const began = performance.now();
      const found = await postgres.candidates([{ kind: 'identifier', value: customerNumber }], 20, signal);
      lookUps.push(performance.now() - began);
      if (found[0]?.customerNumber !== customerNumber)
        throw new Error(`${customerNumber} was not found by its number.`);
    }

    const times: number[] = [];
    const coldTimes: number[] = [];
    const start = performance.now();
    const under: Promise<void>[] = [];
    for (const [at, letter] of cases.entries()) {
      const due = start + (at * 1000) / lettersASecond;
      await delay(Math.max(0, due - performance.now()));
      const extraction = misreadCase(letter, 0.05);
      const match = async () => {
        // From when the letter was due: a look-up that waits for another is a slow one.
        await lookUpCustomer(postgres, extraction, { need: 'required', signal });
        (at < coldLetters ? coldTimes : times).push(performance.now() - due);
      };
      under.push(match());
    }
    await Promise.all(under);
    const { importSeconds } = opened;
    const figures = {
      customers,
      importSeconds: importSeconds === null ? null : rounded(importSeconds),
      rowsASecond: importSeconds === null ? null : rounded(customers / importSeconds),
      diskGiB: rounded(bytes / gibibyte),
      residentMiB: Math.round(process.memoryUsage().rss / 1024 ** 2),
      lookUps: lookUps.length,
      lookUpMedianMilliseconds: rounded(quantile(lookUps, 0.5)),
      lookUpP99Milliseconds: rounded(quantile(lookUps, 0.99)),
      coldMatchP99Milliseconds: rounded(quantile(coldTimes, 0.99)),
      letters: times.length,
      matchMedianMilliseconds: rounded(quantile(times, 0.5)),
      matchP99Milliseconds: rounded(quantile(times, 0.99)),
    };
    return {
      isReached:
        (importSeconds === null || importSeconds <= customers / 10_000) &&
        bytes <= 8 * gibibyte &&
        figures.lookUpP99Milliseconds <= 10 &&
        figures.matchP99Milliseconds <= 100,
      figures,
    };
  },
};
