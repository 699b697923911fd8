import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { serveTasks } from '../../adapters/workshop/child/serve-tasks.ts';
import type { TaskTools } from '../../adapters/workshop/child/task-tools.ts';

/** A workshop child that does to its parent what hostile bytes might: each fault is chosen by the word in `paint`'s `pdf`. */
const faults: Readonly<Record<string, (tools: TaskTools) => Promise<unknown>>> = {
  async loop() {
    for (let count = 0; ; count += 1) if (count < 0) return count;
  },
  async crash() {
    process.kill(process.pid, 'SIGSEGV');
    await new Promise(() => {});
  },
  async eatNative() {
    const kept: Buffer[] = [];
    for (;;) {
      kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
  async eatHeap() {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => `${kept.length}-${index}`));
  },
  async wait() {
    await new Promise(() => {});
  },
  async writeMany(tools) {
    for (let page = 1; page <= 40; page += 1) await tools.write(`page-${page}.bin`, Buffer.alloc(1000, page));
    return 'written';
  },
  async trap() {
    throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
  },
  async drip(tools) {
    for (let page = 1; page <= 8; page += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tools.write(`page-${page}.bin`, Buffer.alloc(10, page));
    }
    return 'written';
  },
  async climb(tools) {
    await tools.write('../climbed.bin', Buffer.from('climbed'));
  },
  async link() {
    await symlink('/etc/hosts', join(folder, 'link.bin'));
    process.send?.({ kind: 'output', name: 'link.bin' });
    await new Promise(() => {});
  },
  async writeAndLoop(tools) {
    await tools.write('begun.bin', Buffer.from('begun'));
    setImmediate(() => {
      for (;;);
    });
    await new Promise(() => {});
  },
  async tell() {
    return { pid: process.pid, environment: Object.keys(process.env), arguments: process.execArgv };
  },
  async fail() {
    throw new Error('A secret of the document');
  },
};

let folder = '';
process.on('message', (message: { readonly folder?: string }) => {
  folder = message.folder ?? folder;
});

const task = (input: { readonly pdf: string }, tools: TaskTools): Promise<unknown> => {
  const fault = faults[input.pdf];
  if (fault === undefined) throw new Error(`No such fault: ${input.pdf}`);
  return fault(tools);
};
serveTasks({ open: task, paint: task });
