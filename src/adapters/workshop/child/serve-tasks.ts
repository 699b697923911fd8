import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MailroomError, type Problem } from '../../../domain/errors.ts';
import type { FromChild, ToChild } from '../protocol.ts';
import type { TaskTools } from './task-tools.ts';
import { isTrap } from './trap.ts';

/** Output files the parent has not put to the store yet; more than this and the task waits. */
const outputsUnderWayMax = 8;

export type AnyTask = (input: never, tools: TaskTools) => Promise<unknown>;

/** The child's whole life: says that it is ready, does one task after the other, and ends with its parent. */
export function serveTasks(table: Readonly<Record<string, AnyTask>>): void {
  lowerSelf();
  endWithParent();
  process.on('message', (message: ToChild) => {
    if (message.kind === 'kept') {
      outputs.underWay -= 1;
      outputs.wake();
      return;
    }
    outputs.underWay = 0;
    void perform(table, message).then(say);
  });
  say({ kind: 'ready' });
}

const outputs = { underWay: 0, wake: (): void => {} };

async function perform(table: Readonly<Record<string, AnyTask>>, message: ToChild): Promise<FromChild> {
  try {
    const task = table[message.task ?? ''];
    if (task === undefined) throw new MailroomError('stage.failed', `The workshop knows no task "${message.task}".`);
    return { kind: 'answer', answer: await task(message.input as never, toolsFor(message)) };
  } catch (error) {
    // To the parent this is a crash: it tries once more in a fresh child.
    if (isTrap(error)) process.exit(70);
    return { kind: 'failed', problem: problemOf(error) };
  }
}

function toolsFor(message: ToChild): TaskTools {
  const { paths = {}, folder = '' } = message;
  return {
    pathOf(sha256) {
      const path = paths[sha256];
      if (path === undefined) throw new MailroomError('stage.failed', `The task was not given the object ${sha256}.`);
      return path;
    },
    async write(name, bytes) {
      while (outputs.underWay >= outputsUnderWayMax) {
        await new Promise<void>((resolve) => {
          outputs.wake = resolve;
        });
      }
      const file = await open(join(folder, name), 'wx', 0o600);
      try {
        await file.writeFile(bytes);
      } finally {
        await file.close();
      }
      outputs.underWay += 1;
      say({ kind: 'output', name });
    },
    pageMade: (page, pageCount) => say({ kind: 'page', page, pageCount }),
  };
}

/** Document text must not leak into logs through an error's message, so unknown errors are named by kind and fingerprint only. */
function problemOf(error: unknown): Problem {
  if (error instanceof MailroomError) return error.toProblem();
  const { name, stack } = error instanceof Error ? error : new Error(String(error));
  const places = (stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 4)
    .join(' ');
  const mark = createHash('sha256').update(places).digest('hex').slice(0, 8);
  return { code: 'stage.failed', message: `${name} (${mark}) ${places.slice(0, 600)}` };
}

function say(message: FromChild): void {
  process.send?.(message);
}

/** A child is the first to go when the machine runs out of memory. */
function lowerSelf(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '800');
  } catch {
    // Not on Linux, or not allowed: the parent's limits still hold.
  }
}

/** `disconnect` is never seen by a child stuck in a loop, so a second thread watches whether the parent still lives. */
function endWithParent(): void {
  process.on('disconnect', () => process.exit(0));
  const watch = `const parent = ${process.ppid};
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`;
  new Worker(watch, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  }).unref();
}
