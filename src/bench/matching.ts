import { join } from 'node:path';
import { createPostgresDirectory } from '../db/customer-directory.ts';
import { lookUpCustomer } from '../rules/matching/look-up-customer.ts';
import { type Bench, quantile, rounded } from './bench.ts';
import { measureFebrl } from './febrl.ts';
import { inParallel } from './in-parallel.ts';
import { openBenchDirectory } from './people/bench-directory.ts';
import { generatePeople } from './people/households.ts';
import { casesOf, type LetterCase, misreadCase } from './people/letter-cases.ts';
import { loadNameLists } from './people/name-lists.ts';

const rate = 0.05;

/**
 * Letters that give only name and address, one character in twenty misread, against a directory of generated customers:
 * households, namesakes, twins, fathers and sons, moved people; a tenth of the letters is from people it does not hold.
 * `--count` customers, `--set letters=N`, `--set keep=FOLDER` uses a directory again. With MAILROOM_BENCH_DATA also FEBRL 4.
 */
export const matching: Bench = {
  name: 'matching',
  target:
    'name and address, 5 % of characters misread: customer among the candidates >= 97 %, alone and wrong <= 1 in 10,000 letters, alone >= 85 % of unique people; FEBRL 4 F1 >= 0.995, as a letter gives it >= 0.95',
  async run({ count, seed, options, folder, say }) {
    const data = options.get('data') ?? process.env.MAILROOM_BENCH_DATA ?? null;
    const febrl =
      data === null || options.get('febrl') === 'no'
        ? null
        : await measureFebrl(
            data,
            join(folder, 'febrl'),
            say,
            Number(options.get('show') ?? 0),
            Number(options.get('links') ?? 5000),
          );
    const customers = count ?? 100_000;
    const letters = Number(options.get('letters') ?? 50_000);
    const seedNumber = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
    const lists = await loadNameLists(data);
    await using opened = await openBenchDirectory({
      dataDir: options.get('keep') ?? join(folder, 'data'),
      people: () => generatePeople(lists, seedNumber, customers),
      count: customers,
      say,
    });
    const directory = createPostgresDirectory(opened.database);
    const signal = new AbortController().signal;
    const tally = new Map<string, number>();
    const add = (name: string) => tally.set(name, (tally.get(name) ?? 0) + 1);
    const times: number[] = [];
    const reliability = new Map<number, { sure: number; right: number; count: number }>();
    let shown = Number(options.get('show') ?? 0);

    const measure = async (letter: LetterCase) => {
      const extraction = misreadCase(letter, Number(options.get('rate') ?? rate));
      const began = performance.now();
      const found = await lookUpCustomer(directory, extraction, { need: 'required', signal });
      times.push(performance.now() - began);
      const [best] = found.match.candidates;
      const isAuto = found.match.decision === 'auto';
      const isRight = best !== undefined && best.customerNumber === letter.customerNumber;
      add('letters');
      add(`kind ${letter.kind}`);
      if (isAuto) add(`auto ${letter.kind}`);
      if (isAuto) add('auto');
      if (isAuto && !isRight) add(`wrong ${letter.kind}`);
      if (isAuto && !isRight) add('wrong');
      if (best) {
        const bin = Math.min(9, Math.floor(best.confidence * 10));
        const known = reliability.get(bin) ?? { sure: 0, right: 0, count: 0 };
        reliability.set(bin, {
          sure: known.sure + best.confidence,
          right: known.right + (isRight ? 1 : 0),
          count: known.count + 1,
        });
      }
      const isFound = found.scored.some(({ customerNumber }) => customerNumber === letter.customerNumber);
      if (letter.kind === 'customer' || letter.kind === 'double') {
        add('known');
        if (isFound) add('found');
      }
      const isMiss = letter.kind === 'customer' && (!isFound || !isAuto);
      if ((isAuto && !isRight) || (isMiss && shown > 0)) {
        shown -= 1;
        say(describe(letter, extraction, found));
      }
      if (times.length % 5000 === 0)
        say(
          `${times.length} letters, found ${share('found', 'known')}, wrong alone ${tally.get('wrong') ?? 0}, median ${rounded(quantile(times, 0.5))} ms`,
        );
    };
    const share = (part: string, whole: string) => (tally.get(part) ?? 0) / Math.max(1, tally.get(whole) ?? 0);
    await inParallel(casesOf(lists, seedNumber, customers, letters), 3, measure);

    for (const [, { sure, right, count: all }] of [...reliability].sort((a, b) => a[0] - b[0]))
      say(`said ${(sure / all).toFixed(3)}, was right ${(right / all).toFixed(3)} of ${all}`);
    const calibrationError = [...reliability.values()].reduce(
      (sum, { sure, right }) => sum + Math.abs(sure - right) / Math.max(1, times.length),
      0,
    );
    const wrong = tally.get('wrong') ?? 0;
    const isReached =
      share('found', 'known') >= 0.97 &&
      wrong <= letters / 10_000 &&
      share('auto customer', 'kind customer') >= 0.85 &&
      (febrl === null || (febrl.f1 >= 0.995 && febrl.letterF1 >= 0.95));
    return {
      isReached,
      figures: {
        customers,
        letters: times.length,
        foundShare: rounded(share('found', 'known')),
        aloneShareOfUnique: rounded(share('auto customer', 'kind customer')),
        alone: tally.get('auto') ?? 0,
        aloneWrong: wrong,
        aloneWrongOfStrangers: ['wrong relative', 'wrong stranger', 'wrong namesake'].reduce(
          (sum, name) => sum + (tally.get(name) ?? 0),
          0,
        ),
        aloneOfMoved: rounded(share('auto moved', 'kind moved')),
        calibrationError: rounded(calibrationError),
        medianMilliseconds: rounded(quantile(times, 0.5)),
        p99Milliseconds: rounded(quantile(times, 0.99)),
        febrlF1: febrl && rounded(febrl.f1),
        febrlLetterF1: febrl && rounded(febrl.letterF1),
      },
    };
  },
};

function describe(
  letter: LetterCase,
  extraction: ReturnType<typeof misreadCase>,
  found: Awaited<ReturnType<typeof lookUpCustomer>>,
) {
  const [party] = extraction.parties;
  const read = [
    party?.name?.firstNames.join(' '),
    party?.name?.lastName || party?.name?.text,
    party?.street,
    party?.houseNumber,
    party?.postcode,
    party?.city,
  ].join(' ');
  const lines = found.scored
    .filter(({ customerNumber }, at) => at < 2 || customerNumber === letter.customerNumber)
    .map(
      ({ customerNumber, displayName, displayAddress, bits, confidence, evidence }) =>
        `    ${customerNumber === letter.customerNumber ? '*' : ' '} ${customerNumber} ${displayName}, ${displayAddress}  ${bits.toFixed(1)} bits ${confidence} ${evidence.map(({ kind, weight }) => `${kind} ${weight}`).join(', ')}`,
    );
  return [
    `${letter.kind}: ${letter.written.firstName ?? ''} ${letter.written.lastName ?? letter.written.organisation} <- ${read} [${found.match.decision} ${found.question?.code ?? ''} ${found.candidateCount}]`,
    ...lines,
  ].join('\n');
}
