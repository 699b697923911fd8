import { gunzipSync } from 'node:zlib';
import { openMemoryStore } from '../../storage/memory.ts';
import { createDocumentOpener } from '../adapters/workshop/document-opener.ts';
import { createWorkshop } from '../adapters/workshop/workshop.ts';
import { MailroomError } from '../domain/errors.ts';
import type { PreparationFacts } from '../domain/facts.ts';
import { defaultLimits, type Limits } from '../domain/limits.ts';
import { type Reading, textOfReading } from '../domain/page.ts';
import type { Sha256 } from '../domain/sha256.ts';
import type { Opened } from '../ports/document-opener.ts';
import { silentLog } from '../ports/log.ts';

/** A real opener over a memory store, for tests that bring bytes. */
export function openTestOpener(limits: Partial<Limits> = {}) {
  const store = openMemoryStore();
  const all = { ...defaultLimits, ...limits };
  const workshop = createWorkshop({ store, limits: all, processes: 1, log: silentLog });
  const opener = createDocumentOpener({ workshop, limits: all });

  async function bytesOf(sha256: Sha256 | null): Promise<Buffer> {
    if (sha256 === null) throw new Error('There is no such object.');
    const chunks: Uint8Array[] = [];
    for await (const chunk of await store.open(sha256)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  return {
    store,
    workshop,
    opener,
    bytesOf,
    async open(bytes: Uint8Array, hint: { readonly filename?: string; readonly depth?: number } = {}): Promise<Opened> {
      const { filename = 'document', depth = 0 } = hint;
      const receivedAt = new Date('2026-11-21T09:00:00Z');
      const signal = new AbortController().signal;
      return opener.open(
        await store.put(bytes),
        { filename, depth, declaredMediaType: null, channel: 'portal', receivedAt },
        signal,
      );
    },
    async textOf(facts: PreparationFacts): Promise<string> {
      return textOfReading(JSON.parse(gunzipSync(await bytesOf(facts.reading)).toString()) as Reading);
    },
    [Symbol.asyncDispose]: () => workshop[Symbol.asyncDispose](),
  };
}

/** What an opened document holds; a refusal is a failure of the test. */
export function opened(result: Opened): Extract<Opened, { kind: 'opened' }> {
  if (result.kind === 'refused') throw new MailroomError(result.problem.code, result.problem.message);
  return result;
}
