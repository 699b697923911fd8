import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { everydayMix } from '../../fixtures/generator/post-mix.ts';
import { createRandom } from '../../fixtures/generator/random.ts';
import { writePost } from '../../fixtures/generator/write-post.ts';
import type { Bench } from './bench.ts';
import { inParallel } from './in-parallel.ts';
import { finishByHand, inspectAfterKills, type KillFindings } from './inspect-after-kills.ts';
import { runCommand, type ServerProcess, startServer } from './server-process.ts';
import { readTruth } from './truth-check.ts';
import { isSettled, type Server, uploadUntilAcknowledged } from './upload-client.ts';

export interface KillOrder {
  readonly documents: number;
  readonly kills: number;
  readonly seed: string;
  readonly folder: string;
  say(sentence: string): void;
}

/**
 * Sends mixed post to a server whose whole process group is killed again and again at random moments (at start-up too,
 * and in every third case the embedded database with it), then looks whether everything arrived exactly once.
 */
export async function killAndInspect({
  documents,
  kills,
  seed,
  folder,
  say,
}: KillOrder): Promise<KillFindings & { readonly seconds: number; readonly killsAtWork: number }> {
  const post = join(folder, 'post');
  const dataDir = join(folder, 'data');
  say(`Writing ${documents} pieces of mixed post …`);
  const [letters, faxes, uploads] = [
    Math.round(documents * 0.2),
    Math.round(documents * 0.15),
    Math.round(documents * 0.05),
  ];
  await writePost(post, {
    seed,
    letters,
    faxes,
    uploads,
    emails: documents - letters - faxes - uploads,
    customers: 500,
    mix: { ...everydayMix, attachmentShare: 0.15 },
  });
  const truth = await readTruth(join(post, 'truth.jsonl'));
  const files = createRandom(`${seed}/order`).shuffle([...new Set(truth.map((document) => document.file))]);
  const random = createRandom(`${seed}/kills`);
  const beganAt = performance.now();

  await runCommand(['customers', 'import', join(post, 'customers.csv'), '--data-dir', dataDir]);
  let server: ServerProcess = startServer(dataDir);
  let address: Server | null = null;
  const acknowledged = new Map<string, string>();
  // A sender who repeats keeps the key.
  const keys = new Map(files.map((file) => [file, randomUUID()]));
  const announce = (each: ServerProcess) =>
    each.ready().then(
      (ready) => {
        if (each === server) address = ready;
      },
      // It was killed before it was ready.
      () => {},
    );
  let announcing = announce(server);
  let allowed = 0;
  let killsAtWork = 0;
  const isOver = () => acknowledged.size === files.length;
  // Every start is given its share of the post, so that there is work to do at each of the kills.
  const feeding = inParallel(files.entries(), 4, async ([index, file]) => {
    while (index >= allowed) await delay(20);
    acknowledged.set(file, await uploadUntilAcknowledged(async () => address, post, file, keys.get(file) ?? file));
  });

  for (let kill = 1; kill <= kills; kill++) {
    allowed = Math.ceil((files.length * kill) / (kills + 1));
    // Most kills hit a server at work, some one that is just starting.
    if (random.chance(0.8)) await Promise.race([announcing, delay(60_000)]);
    await delay(random.integer(100, 4000));
    if (server.hasEnded()) throw new Error(`The server ended by itself before kill ${kill}: ${server.complaint()}`);
    if (address !== null) killsAtWork++;
    address = null;
    await server.killGroup({ withDatabase: random.chance(1 / 3) });
    say(`Kill ${kill} of ${kills}: ${acknowledged.size} of ${files.length} acknowledged.`);
    server = startServer(dataDir);
    announcing = announce(server);
  }
  allowed = files.length;
  await announcing;
  await feeding;
  if (!isOver() || address === null) throw new Error(`The post was not taken in: ${server.complaint()}`);
  for (const submission of acknowledged.values()) while (!(await isSettled(address, submission))) await delay(200);
  await server.stop();

  say('Answering what waits for a person, then looking …');
  await finishByHand(dataDir);
  const findings = await inspectAfterKills(dataDir, truth, acknowledged);
  return { ...findings, killsAtWork, seconds: Math.round((performance.now() - beganAt) / 1000) };
}

export const kill: Bench = {
  name: 'kill',
  target:
    '200 mixed documents, the process group killed at 20 random moments: each archived once, one work item each, nothing lost',
  async run({ count, seed, options, folder, say }) {
    const { problems, ...figures } = await killAndInspect({
      documents: count ?? 200,
      kills: Number(options.get('kills') ?? 20),
      seed,
      folder,
      say,
    });
    for (const problem of problems) say(`  ${problem}`);
    return { isReached: problems.length === 0, figures: { ...figures, problems: problems.length } };
  },
};
