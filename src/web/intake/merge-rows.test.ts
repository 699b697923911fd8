import { describe, expect, it } from 'vitest';
import type { DocumentRow } from '../api/contract.ts';
import { arrivalsIn, freshenPages } from './merge-rows.ts';

const row = (id: string, revision = 1): DocumentRow => ({
  id,
  submissionId: 'sub_1',
  parentId: null,
  filename: `${id}.pdf`,
  channel: 'letter',
  receivedAt: '2026-11-21T08:00:00.000Z',
  updatedAt: `2026-11-21T08:00:0${revision}.000Z`,
  stage: 'recognition',
  state: 'running',
  status: 'running',
  attempt: 1,
  revision,
  tray: null,
  question: null,
  classKey: null,
  classConfidence: null,
  customerNumber: null,
  customerName: null,
  pageCount: null,
  queue: null,
});
const pages = [
  { items: [row('c'), row('b', 5)], nextCursor: 'x' },
  { items: [row('a')], nextCursor: null },
];

describe('live changes', () => {
  it('replace a row in its place and leave every other row the same object', () => {
    const fresh = freshenPages(pages, new Map([['a', row('a', 2)]]));
    expect(fresh[1]?.items[0]?.revision).toBe(2);
    expect(fresh[0]).toBe(pages[0]);
  });

  it('never turn a row back to an older revision', () => {
    expect(freshenPages(pages, new Map([['b', row('b', 4)]]))[0]).toBe(pages[0]);
  });

  it('count what is new instead of putting it in', () => {
    expect(arrivalsIn(pages, [row('e'), row('d'), row('c')]).map((one) => one.id)).toEqual(['e', 'd']);
    expect(arrivalsIn(pages, [row('c')])).toEqual([]);
  });
});
