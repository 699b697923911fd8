import type { Language } from './language.ts';

/** What is said of one page, of several, and what stands between: the sentences of preparation, by how they read. */
const ofPages: readonly (readonly [RegExp, one: string, many: string])[] = [
  [
    /^(?:is|are) torn: (?:its lower part is|their lower parts are) missing\. Scan (?:it|them) again if (?:it matters|they matter)\.$/,
    'ist abgerissen: Der untere Teil fehlt. Bitte neu scannen, wenn es darauf ankommt.',
    'sind abgerissen: Die unteren Teile fehlen. Bitte neu scannen, wenn es darauf ankommt.',
  ],
  [
    /^could not be read and (?:was|were) left out\. Scan (?:it|them) again\.$/,
    'ließ sich nicht lesen und fehlt. Bitte neu scannen.',
    'ließen sich nicht lesen und fehlen. Bitte neu scannen.',
  ],
  [
    /^could not be read\. Look at the original\.$/,
    'ließ sich nicht lesen. Bitte das Original ansehen.',
    'ließen sich nicht lesen. Bitte das Original ansehen.',
  ],
  [
    /^came out empty although (?:it holds a picture|they hold pictures)\. Look at the original\.$/,
    'ist leer geblieben, obwohl ein Bild darauf liegt. Bitte das Original ansehen.',
    'sind leer geblieben, obwohl Bilder darauf liegen. Bitte das Original ansehen.',
  ],
  [
    /^(?:has|have up to) ([\d,]+) × ([\d,]+) pixels, more than are opened \(([\d,]+)\), and (?:was|were) left out\. Scan (?:it|them) again\.$/,
    'hat $1 × $2 Bildpunkte, mehr als geöffnet werden ($3), und fehlt. Bitte neu scannen.',
    'haben bis zu $1 × $2 Bildpunkte, mehr als geöffnet werden ($3), und fehlen. Bitte neu scannen.',
  ],
];

const ofFiles: readonly (readonly [RegExp, string])[] = [
  [
    /^The file breaks off; pages after the last one shown may be missing\.$/,
    'Die Datei bricht ab; nach der letzten gezeigten Seite können Seiten fehlen.',
  ],
  [
    /^The image is damaged: a part of it may be missing\. Ask for it again if it matters\.$/,
    'Das Bild ist beschädigt: Ein Teil davon kann fehlen. Bitte neu anfordern, wenn es darauf ankommt.',
  ],
  [
    /^The image has (\d+) frames; only the first is shown\.$/,
    'Die Bilddatei hat $1 Bilder; gezeigt wird nur das erste.',
  ],
  [
    /^Only the first (\d+) pages were searched for beginnings of letters\. Cut the others by hand\.$/,
    'Nur die ersten $1 Seiten wurden nach Briefanfängen durchsucht. Die anderen bitte von Hand schneiden.',
  ],
];

/** A remark of preparation in the reader's language; one that is not known stays as it was written. */
export function sayRemark(remark: string, language: Language): string {
  if (language === 'en') return remark;
  const named = /^(Pages?) ([\d, ]+(?:and \d+(?: more)?)?) (.*)$/.exec(remark);
  const [, noun = '', numbers = '', said = ''] = named ?? [];
  for (const [pattern, one, many] of ofPages) {
    if (!pattern.test(said)) continue;
    const isOne = noun === 'Page';
    const sentence = said.replace(pattern, isOne ? one : many).replace(/(\d),(?=\d{3})/g, '$1.');
    const list = numbers
      .trim()
      .replace(/and (\d+) more$/, 'und $1 weitere')
      .replace('and', 'und');
    return `${isOne ? 'Seite' : 'Seiten'} ${list} ${sentence}`;
  }
  for (const [pattern, sentence] of ofFiles) if (pattern.test(remark)) return remark.replace(pattern, sentence);
  return remark;
}
