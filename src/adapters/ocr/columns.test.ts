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

/** A narrow column, as print breaks it. */
function broken(text: string, characters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

it('reads three columns one after the other', () => {
  const text = [...left, ...right].join(' ');
  const [a, b, c] = [0, 40, 90].map((from) => broken(text.slice(from).replace(/^\S* /, ''), 28).slice(0, 12));
  const words = drawn(
    (a ?? []).map((line, at) => [
      [0.02, line],
      [0.36, b?.[at] ?? ''],
      [0.7, c?.[at] ?? ''],
    ]),
  );
  expect(textOf(columnsInTurn(words))).toEqual([a, b, c].flat());
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

it('reads a left column that is longer than the right one to its end first', () => {
  const long = [...left, ...right.map((text) => text.toLowerCase()), ...left.map((text) => text.toUpperCase())];
  const foot = 'Stand der Bedingungen ist der erste Januar des Jahres';
  const rows = long.map((text, at) => [[0.1, text], ...(at < 12 ? [[0.55, right[at % 10]] as const] : [])] as const);
  const words = drawn([...rows, [], [], [[0.3, foot]]] as never);
  const of = right.concat(right.slice(0, 2));
  expect(textOf(columnsInTurn(words))).toEqual([...long, ...of, foot]);
});

it('keeps the rows of a form, whose labels stand beside what was filled in', () => {
  const labels = [
    'Name der versicherten Person',
    'Name der Mutter:',
    'Straße und Hausnummer:',
    'Postleitzahl und Ort:',
  ];
  const values = [
    'Hans Peter Müller',
    'Anna Maria Huber geborene Lindner',
    'Am alten Markt',
    'Bad Zwischenahn im Ammerland',
  ];
  const rows = Array.from(
    { length: 12 },
    (_, at) =>
      [
        [0.1, labels[at % 4]],
        [0.5, values[at % 4]],
      ] as const,
  );
  const words = drawn(rows as never);
  expect(columnsInTurn(words)).toBe(words);
});

it('comes to an end with a hostile page of thousands of endless words', () => {
  const token = `${'A'.repeat(60)}${'-'.repeat(59)}1`;
  const words = Array.from({ length: 6400 }, (_, at): Word => {
    const [line, place] = [Math.floor(at / 16), at % 16];
    return {
      text: token,
      box: [place * 0.055 + (place > 7 ? 0.05 : 0), line / 400, 0.05, 0.002],
      confidence: 0.9,
      line,
    };
  });
  expect(columnsInTurn(words)).toHaveLength(6400);
});

it('keeps every word, with its place and confidence', () => {
  const words = drawn(both);
  const inTurn = columnsInTurn(words);
  const bare = (all: readonly Word[]) => all.map(({ line: _, ...word }) => JSON.stringify(word)).sort();
  expect(inTurn).not.toBe(words);
  expect(bare(inTurn)).toEqual(bare(words));
  expect(columnsInTurn([])).toEqual([]);
});
