import { constants, readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailroomError } from '../../domain/errors.ts';
import type { Limits } from '../../domain/limits.ts';
import type { ObjectRef, Sha256 } from '../../domain/sha256.ts';
import type { Log } from '../../ports/log.ts';
import type { LocalFile, ObjectStore } from '../../ports/object-store.ts';
import { createLane, type Lane } from './lane.ts';
import { type Program, workshopProgram } from './program.ts';
import type { OutputName, TaskName, Tasks } from './protocol.ts';
import type { Ending } from './worker-process.ts';

export interface Order<Name extends TaskName> {
  readonly input: Tasks[Name]['input'];
  /** Objects the task may read; the child gets a path for each. */
  readonly objects: readonly Sha256[];
  /** Default: `limits.openSecondsMax`. */
  readonly timeoutSeconds?: number;
  /** Outputs that an earlier attempt wrote; the task may name them again. */
  readonly outputsBefore?: ReadonlyMap<OutputName, ObjectRef>;
  /** Told of pages as the task says them, with the outputs so far. What throws ends the child. */
  readonly onPage?: (page: unknown, pageCount: number, outputs: ReadonlyMap<OutputName, ObjectRef>) => void;
}

export interface Finished<Name extends TaskName> {
  readonly answer: Tasks[Name]['answer'];
  /** What became of each file the task wrote. */
  readonly outputs: ReadonlyMap<OutputName, ObjectRef>;
}

/**
 * A few forked processes that work on hostile bytes, one task at a time each.
 *
 * - A task beyond its time fails with `document.too_slow`, beyond its memory with `document.too_hungry`; one whose child
 *   died twice with `document.unreadable`; one that threw with the code it threw. The next task finds a fresh child.
 * - An aborted task rejects with the signal's reason and its child is ended.
 * - A child never sees the store, the database or an environment variable; it reads lent files and writes to one folder.
 */
export interface Workshop extends AsyncDisposable {
  run<Name extends TaskName>(task: Name, order: Order<Name>, signal: AbortSignal): Promise<Finished<Name>>;
}

export interface WorkshopParts {
  readonly store: ObjectStore;
  readonly limits: Limits;
  /** How many documents are opened at the same time; people waiting for an image have one process more of their own. */
  readonly processes: number;
  readonly log: Log;
  /** Where children write before their files go to the store. Default: the system's folder for temporary files. */
  readonly folder?: string;
  /** Another child program, for tests of misbehaviour. */
  readonly program?: Program;
}

/** Somebody looks at the screen while these run, so a thousand-page fax being opened must not be in their way. */
const urgentTasks: ReadonlySet<TaskName> = new Set<TaskName>(['paint', 'shrink']);
const folderPrefix = 'mailroom-workshop-';
const outputName = /^[a-z0-9][a-z0-9.-]{0,80}$/;

export function createWorkshop({
  store,
  limits,
  processes,
  log,
  folder = tmpdir(),
  program = workshopProgram,
}: WorkshopParts): Workshop {
  removeLeftovers(folder);
  const home = mkdtemp(join(folder, `${folderPrefix}${process.pid}-`));
  home.catch(() => {});
  const ordinary = createLane({ processes, niceness: 5, program, log });
  const urgent = createLane({ processes: 1, niceness: 0, program, log });
  const outputsMax = 2 * limits.pagesMax + limits.childrenMax + 10;
  let taskNumber = 0;

  async function run<Name extends TaskName>(
    task: Name,
    order: Order<Name>,
    signal: AbortSignal,
  ): Promise<Finished<Name>> {
    signal.throwIfAborted();
    const lane = urgentTasks.has(task) ? urgent : ordinary;
    const lent: LocalFile[] = [];
    try {
      const paths: Record<string, string> = {};
      for (const sha256 of order.objects) {
        const file = await store.checkout(sha256, signal);
        lent.push(file);
        paths[sha256] = file.path;
      }
      return await runTwice(lane, task, order, paths, signal);
    } finally {
      for (const file of lent) await file[Symbol.asyncDispose]();
    }
  }

  /** A crash may be the fault of what the child opened before, so the task gets a second, fresh one. */
  async function runTwice<Name extends TaskName>(
    lane: Lane,
    task: Name,
    order: Order<Name>,
    paths: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Finished<Name>> {
    const timeoutSeconds = order.timeoutSeconds ?? limits.openSecondsMax;
    const memoryBytesMax = limits.openMemoryBytesMax;
    for (let isSecond = false; ; isSecond = true) {
      const private_ = join(await home, String(++taskNumber));
      await mkdir(private_, { mode: 0o700 });
      const outputs = new Map<OutputName, ObjectRef>(order.outputsBefore);
      let storeFailure: unknown = null;
      const onOutput = async (name: OutputName): Promise<void> => {
        if (!outputName.test(name) || outputs.has(name) || outputs.size >= outputsMax)
          throw new Error(`unexpected output ${outputs.size + 1}`);
        // A child that was taken over could leave a link to somebody else's file; links are not followed.
        const file = await open(join(private_, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
        try {
          outputs.set(name, await store.put(file.createReadStream(), { byteLengthMax: limits.uploadBytesMax, signal }));
          await rm(join(private_, name), { force: true });
        } catch (error) {
          storeFailure = error;
          throw error;
        }
      };
      try {
        const ending = await lane.perform(
          {
            ...{ task, input: order.input, paths, folder: private_, timeoutSeconds, memoryBytesMax, onOutput },
            onPage: (page, pageCount) => order.onPage?.(page, pageCount, outputs),
          },
          { isFreshWanted: isSecond },
          signal,
        );
        if (ending.kind === 'answer') return { answer: ending.answer as Tasks[Name]['answer'], outputs };
        if (ending.kind === 'died' && ending.cause === 'crashed' && !isSecond) {
          log.warn(
            { task, detail: ending.detail },
            'A workshop process crashed; the task is tried once more in a fresh one.',
          );
          continue;
        }
        throw failureOf(ending, { timeoutSeconds, memoryBytesMax }, storeFailure);
      } finally {
        await rm(private_, { recursive: true, force: true });
      }
    }
  }

  return {
    run,
    async [Symbol.asyncDispose]() {
      await Promise.all([ordinary.close(), urgent.close()]);
      await rm(await home, { recursive: true, force: true });
    },
  };
}

function failureOf(
  ending: Exclude<Ending, { kind: 'answer' }>,
  limits: { readonly timeoutSeconds: number; readonly memoryBytesMax: number },
  storeFailure: unknown,
): unknown {
  if (ending.kind === 'failed') {
    const { code, message, params } = ending.problem;
    return new MailroomError(code, message, params === undefined ? {} : { params });
  }
  switch (ending.cause) {
    case 'slow':
      return new MailroomError(
        'document.too_slow',
        `Opening took longer than ${limits.timeoutSeconds} s and was stopped. Ask the sender for a simpler or shorter copy, or raise the limit openSecondsMax and try again.`,
        { params: { secondsMax: limits.timeoutSeconds } },
      );
    case 'hungry':
      return new MailroomError(
        'document.too_hungry',
        `Opening needed more than ${Math.round(limits.memoryBytesMax / 1048576)} MiB of memory and was stopped. Ask the sender for a simpler copy (PDF or TIFF with fewer pixels).`,
        { params: { memoryBytesMax: limits.memoryBytesMax } },
      );
    case 'crashed':
      return new MailroomError(
        'document.unreadable',
        'The program that opens documents crashed twice on these bytes. Do not open them on your own computer; ask the sender for a fresh copy.',
      );
    case 'aborted':
    case 'output-refused':
      return (
        storeFailure ?? new MailroomError('stage.failed', `A workshop process broke its contract: ${ending.detail}.`)
      );
  }
}

/** Folders of processes that were killed before they could tidy up. Names carry the owner's process id. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(folderPrefix) ? Number.parseInt(name.slice(folderPrefix.length), 10) : Number.NaN;
    if (!Number.isInteger(owner) || owner === process.pid || isRunning(owner)) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Another account's folder; its owner will tidy up.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
