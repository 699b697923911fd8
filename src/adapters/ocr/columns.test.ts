import { expect, it } from 'vitest';
import type { Word } from '../../domain/page.ts';
import { columnsInTurn } from './columns.ts';

/** Words of equal letters, set from `x` on; a row of several texts is one line, as the engine reads it. */
function drawn(rows: readonly (readonly (readonly [x: number, text: string])[])[]): readonly Word[] {
  return rows.flatMap((row, line) =>
    row.flatMap(([x, text]) => {
      let at = x;
      return text.split(' ').map((word): Word => {
        const box = [at, 0.05 + line * 0.02, word.length * 0.008, 0.012] as const;
        at += (word.length + 1) * 0.008;
        return { text: word, box, confidence: 0.9, line };
      });
    }),
  );
}
const textOf = (words: readonly Word[]) => {
  const lines: string[] = [];
  for (const { line, text } of words) lines[line] = lines[line] === undefined ? text : `${lines[line]} ${text}`;
  return lines;
};
const left = [
  'Der Kunde kann den Vertrag',
  'mit einer Frist von vier',
  'Wochen beenden und dabei',
  'den Grund der Kündigung',
  'nennen oder auch nicht,',
  'denn das Gesetz verlangt',
  'von ihm keinen Grund und',
  'auch keine Form als die',
  'der Schrift allein.',
];
const right = [
  'Die Rechnung wird am Ende',
  'des Monats gestellt und',
  'ist sofort zu zahlen, wenn',
  'nichts anderes vereinbart',
  'wurde und die Ware schon',
  'bei ihm angekommen ist.',
  'Ein Abzug ist nicht ohne',
  'unser Wissen erlaubt und',
  'gilt als Verzug der Zahlung',
  'nach dem Gesetz des Landes.',
];
const both = Array.from({ length: 10 }, (_, at) => [
  ...(left[at] === undefined ? [] : ([[0.1, left[at]]] as const)),
  ...(right[at] === undefined ? [] : ([[0.55, right[at]]] as const)),
]);

it('reads the left column before the right one, and headings and feet across both where they stand', () => {
  const head = 'Allgemeine Bedingungen der Versorgung mit Strom und Gas für alle Kunden';
  const foot = 'Gerichtsstand ist Emden, soweit das Gesetz es erlaubt und nichts anderes bestimmt';
  const words = drawn([[[0.1, head]], ...both, [[0.1, foot]]]);
  expect(textOf(columnsInTurn(words))).toEqual([head, ...left, ...right, foot]);
});

it('reads three columns one after the other', () => {
  const third = (lines: readonly string[]) => lines.map((line) => line.split(' ').slice(0, 3).join(' '));
  const [a, b, c] = [third(left), third(right.slice(0, 9)), third(right.slice(1))];
  const words = drawn(
    a.map((text, at) => [
      [0.08, text],
      [0.4, b[at] ?? ''],
      [0.72, c[at] ?? ''],
    ]),
  );
  expect(textOf(columnsInTurn(words))).toEqual([...a, ...b, ...c]);
});

it('leaves a table, an address beside its reference lines and plain prose as they are', () => {
  const table = left.map(
    (text, at) =>
      [
        [0.1, text],
        [0.6, `${at + 1} Stk`],
        [0.75, `${at * 7},90 EUR`],
      ] as const,
  );
  const letter = [
    ...left.slice(0, 6).map(
      (text, at) =>
        [
          [0.1, text.split(' ').slice(0, 3).join(' ')],
          [0.6, right[at] ?? ''],
        ] as const,
    ),
    ...left.map((text) => [[0.1, `${text} ${text}`]] as const),
  ];
  for (const rows of [table, letter, left.map((text) => [[0.1, text]] as const)]) {
    const words = drawn(rows);
    expect(columnsInTurn(words)).toBe(words);
  }
});

it('keeps every word, with its place and confidence', () => {
  const words = drawn(both);
  const inTurn = columnsInTurn(words);
  const bare = (all: readonly Word[]) => all.map(({ line: _, ...word }) => JSON.stringify(word)).sort();
  expect(inTurn).not.toBe(words);
  expect(bare(inTurn)).toEqual(bare(words));
  expect(columnsInTurn([])).toEqual([]);
});
