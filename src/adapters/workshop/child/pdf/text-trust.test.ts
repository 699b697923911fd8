import { expect, test } from 'vitest';
import type { PageContent } from './page-content.ts';
import type { TextLayer } from './text-layer.ts';
import { isTrustworthy } from './text-trust.ts';

const german =
  'Sehr geehrte Damen und Herren, hiermit kündige ich den Vertrag zum nächsten möglichen Termin und bitte Sie um eine ' +
  'schriftliche Bestätigung der Kündigung sowie des Endes der Versicherung. Die Beiträge für das laufende Jahr wurden ' +
  'bereits überwiesen, und ich möchte, dass der Rest auf das Konto zurückgezahlt wird, von dem sie kamen. ';
const polish =
  'Szanowni Państwo, niniejszym wypowiadam umowę ubezpieczenia z dnia pierwszego marca i proszę o potwierdzenie na piśmie. ' +
  'Składka została już zapłacona, dlatego proszę o zwrot reszty na konto, z którego była zapłacona, oraz o informację do ' +
  'kiedy ochrona jest ważna dla mojej rodziny. Nie wyrażam zgody na dalszy kontakt w sprawie nowej umowy. ';

const scan: PageContent = {
  objects: 2,
  imageShare: 1,
  imageDpi: 300,
  imageDensity: 0.05,
  isBilevelImage: false,
  hasImages: true,
  hasDrawings: false,
};
const bornDigital: PageContent = { ...scan, imageShare: 0, imageDpi: null, imageDensity: 0, hasImages: false };

function layer(text: string, facts: { readonly isHidden?: boolean; readonly senseless?: number } = {}): TextLayer {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const characters = words.join('').length;
  return {
    words: words.map((word) => ({ text: word, box: [0.1, 0.1, 0.1, 0.01], confidence: 1, line: 0 })),
    characters,
    senseless: facts.senseless ?? 0,
    crooked: 0,
    hidden: facts.isHidden === true ? characters : 0,
  };
}

/** What a font with shifted codes makes of a text: words of the same lengths in other letters. */
const shifted = (text: string, by: number): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter === letter.toUpperCase() ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + by) % 26));
  });
const withoutUmlauts = (text: string): string =>
  text.replace(/[äöüß]/g, (letter) => ({ ä: 'a', ö: 'o', ü: 'u', ß: 'B' })[letter] ?? letter);

test('German and Polish letters are trusted, drawn by a program or read under a scan', () => {
  for (const text of [german, polish, german.repeat(4), polish.repeat(4)]) {
    expect(isTrustworthy(layer(text), bornDigital)).toBe(true);
    expect(isTrustworthy(layer(text, { isHidden: true }), scan)).toBe(true);
  }
});

test.each([1, 3, 13])('text of a wrong encoding (letters shifted by %d) is not trusted', (by) => {
  expect(isTrustworthy(layer(shifted(german, by)), bornDigital)).toBe(false);
  expect(isTrustworthy(layer(shifted(german, by), { isHidden: true }), scan)).toBe(false);
});

test('glyphs without meaning are not trusted', () => {
  expect(isTrustworthy(layer(german, { senseless: 40 }), bornDigital)).toBe(false);
});

test('hidden junk under a scan is not trusted', () => {
  const junk = 'l|~ .,i_ 1l!I ;:_ rn||n ,.-~ (_) ]|[ ii1| tlT1 ~~ vv\\/ ._- |_|'.repeat(6);
  expect(isTrustworthy(layer(junk, { isHidden: true }), scan)).toBe(false);
});

test('hidden German that was read as English, without a single umlaut, is read again; drawn so on purpose it is kept', () => {
  const read = withoutUmlauts(german.repeat(4));
  expect(isTrustworthy(layer(read, { isHidden: true }), scan)).toBe(false);
  expect(isTrustworthy(layer(read), bornDigital)).toBe(true);
  const spelled = german
    .repeat(4)
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter);
  expect(isTrustworthy(layer(spelled, { isHidden: true }), scan)).toBe(true);
});

test('a list of names and numbers is honest text without small words', () => {
  const list = 'Müller Sabine 40071617 Hannover Petersen Helmut 40071618 Bremen Kowalski Anna 40071619 Celle '.repeat(
    12,
  );
  expect(isTrustworthy(layer(list), bornDigital)).toBe(true);
});
