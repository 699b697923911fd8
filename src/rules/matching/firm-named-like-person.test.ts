import { expect, it } from 'vitest';
import { customerRecord } from '../../testing/customer-record.ts';
import { namePieces } from './name-evidence.ts';

it('does not hold the name of a firm that reads like a person’s against the firm itself', () => {
  const firm = customerRecord({ customerNumber: '1', kind: 'organisation', organisation: 'Kfz-Meisterbetrieb Hoxha' });
  const name = {
    text: 'Kfz-Meisterbetrieb Hoxha',
    organisation: null,
    firstNames: ['Kfz-Meisterbetrieb'],
    lastName: 'Hoxha',
  };
  const pieces = namePieces(firm, {
    parties: [{ role: 'sender', name, isQuoted: false }],
    namePairs: new Set(),
  } as never);
  expect(pieces.map(({ kind }) => kind)).toEqual(['name']);
});
