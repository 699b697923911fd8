import type { TaskName, Tasks } from '../protocol.ts';
import type { TaskTools } from './task-tools.ts';

export type TaskTable = {
  readonly [Name in TaskName]: (input: Tasks[Name]['input'], tools: TaskTools) => Promise<Tasks[Name]['answer']>;
};

/** The one table of what a child can do. Modules are loaded on first use, so a child that only opens mails stays small. */
export const tasks: TaskTable = {
  open: async (input, tools) => (await import('./open.ts')).open(input, tools),
  paint: async (input, tools) => (await import('./paint.ts')).paint(input, tools),
  shrink: async (input, tools) => (await import('./shrink.ts')).shrink(input, tools),
  turn: async (input, tools) => (await import('./turn.ts')).turn(input, tools),
  'take-pages': async (input, tools) => (await import('./take/take-pages.ts')).takePages(input, tools),
  'write-rendition': async (input, tools) =>
    (await import('../rendition/write-rendition.ts')).writeRendition(input, tools),
};
