import type { DocumentOpener } from '../../src/ports/document-opener.ts';
import type { Stage } from '../../src/ports/stage.ts';

/**
 * Finds out what arrived and makes upright pages of it. Attachments become documents of the same submission. What cannot
 * or must not be opened waits in a tray with a sentence that says what to do.
 */
export function createPreparation({ opener }: { readonly opener: DocumentOpener }): Stage<'preparation'> {
  return {
    name: 'preparation',
    version: '1',
    // Bad bytes are an answer and not a failure, so what fails here is the machine: a store or a process that is away.
    retry: { attemptsMax: 5, baseSeconds: 2, ceilingSeconds: 120 },
    // The opener has its own limit (openSecondsMax, 300 s, five times that for a thousand pages that keep coming); this one
    // leaves room for waiting behind other documents.
    timeoutSeconds: 2400,
    async run(document, { signal }) {
      const { filename, declaredMediaType, depth, channel, receivedAt } = document;
      const opened = await opener.open(
        document.original,
        { filename, declaredMediaType, depth, channel, receivedAt },
        signal,
      );
      return opened.kind === 'opened'
        ? { kind: 'advance', facts: opened.facts, effects: [], children: opened.children }
        : { kind: 'park', tray: opened.tray, question: opened.problem, facts: null };
    },
  };
}
