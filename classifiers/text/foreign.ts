/**
 * Small words of the languages that are read, and of those that reach a German company now and then without being read.
 * Words that two sides share (`die`, `in`, `de` in names) are left out.
 */
const home = setOf(
  'der das und ich ist nicht mit sie wir für fur den dem zu bitte ein eine einen mir mich auf von im am zum zur ihre ihren ' +
    'ihr mein meine meinen uns unser haben habe wird werden wurde bei nach aber oder auch noch dass daß wie wenn nur kein ' +
    'hiermit vielen dank gruß grüße geehrte damen herren hallo guten tag ' +
    'the and to of my is for have with you your this that would please not are we be on was our from it but',
);
const away = setOf(
  // Turkish
  've bir bu için icin ile olarak sözleşme sozlesme sözleşmemi fatura lütfen lutfen sayın sayin benim müşteri musteri ' +
    'numaram değil degil tarihinde saygılarımla saygilarimla merhaba etmek istiyorum rica ederim kadar daha ' +
    // Polish
    'jest się sie oraz proszę prosze mojej moja mojego przez dla państwa panstwa szanowni poważaniem powazaniem umowy ' +
    'umowę dnia numer klienta został jako że dziękuję czy ' +
    // French, Spanish, Italian, Dutch
    'vous une dans pour avec votre cordialement monsieur madame que por para con estimados señores saludos che non della ' +
    'sono vostra cordiali saluti ik niet het een mijn graag wij ' +
    // Romanian, Croatian, Bosnian, Serbian in Latin letters
    'și este pentru vă rog cu mulțumesc molim vas moj ugovor poštovani hvala nisam ali kako',
);
const wordsMin = 6;

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/**
 * Whether a text is plainly in a language nobody taught the classifier: other letters than Latin ones, or more small
 * words of another language than of German and English together. Such a text is for a person, whatever its names and
 * numbers look like.
 */
export function looksForeign(text: string): boolean {
  let homeCount = 0;
  let awayCount = 0;
  let latin = 0;
  let other = 0;
  for (const [word] of text
    .slice(0, 8000)
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    if (/^\p{Script=Latin}/u.test(word)) latin += 1;
    else other += 1;
    if (home.has(word)) homeCount += 1;
    else if (away.has(word)) awayCount += 1;
  }
  if (other >= wordsMin && other > latin) return true;
  return latin >= wordsMin && awayCount >= 3 && awayCount > 2 * homeCount;
}
