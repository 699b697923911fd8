import type { Output } from './output.ts';

const everyMilliseconds = 3000;

/** Says on standard error why documents wait for something outside, each reason once as long as it lasts; asked often, it looks now and then. */
export function createWaitNotes(output: Output) {
  let lookedAt = Date.now();
  let said: ReadonlySet<string> = new Set();
  return {
    async look(reasons: () => Promise<readonly string[]>): Promise<void> {
      if (Date.now() - lookedAt < everyMilliseconds) return;
      lookedAt = Date.now();
      const now = new Set(await reasons());
      for (const reason of now) if (!said.has(reason)) output.note(`Waiting: ${reason}`);
      said = now;
    },
  };
}
