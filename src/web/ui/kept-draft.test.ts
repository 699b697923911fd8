import { expect, it } from 'vitest';
import { packDraft, unpackDraft } from './kept-draft.ts';

const now = Date.parse('2026-11-21T09:00:00Z');

it('a draft comes back as it was typed', () => {
  expect(unpackDraft(packDraft({ note: 'Rückruf am Montag' }, now), now)).toEqual({ note: 'Rückruf am Montag' });
});

it('a draft nobody came back to for a month is gone', () => {
  expect(unpackDraft(packDraft('x', now - 31 * 86_400_000), now)).toBeNull();
});

it('what is no draft is none', () => {
  expect(unpackDraft(null, now)).toBeNull();
  expect(unpackDraft('{"note":1}', now)).toBeNull();
  expect(unpackDraft('torn {', now)).toBeNull();
});
