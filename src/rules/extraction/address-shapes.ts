/** A postcode with its town inside a piece of text. */
export interface TownFound {
  readonly postcode: string;
  readonly city: string;
  /** What stands before the postcode in the same piece: often the street. */
  readonly before: string;
  readonly from: number;
  readonly to: number;
}

const townWord = String.raw`\p{Lu}[\p{L}.-]+`;
const town = String.raw`${townWord}(?:[ /]{1,2}(?:${townWord}|am|an|der|dem|den|im|in|bei|ob|vor|auf|v\.|d\.|a\.|i\.|\([\p{L} ./-]{1,20}\))){0,5}`;
const german = new RegExp(String.raw`(?<![\p{L}\d.,/-])(?:(?:D|DE)\s?[-–]\s?)?(\d{5})\s{1,3}(${town})`, 'u');
const foreign = new RegExp(String.raw`(?<![\p{L}\d])(?:A|AT|CH|L|B|NL|DK)\s?[-–]\s?(\d{4})\s{1,2}(${town})`, 'u');
const fourDigits = new RegExp(String.raw`^(\d{4})\s{1,2}(${town})$`, 'u');
/** Words that begin the next thing on the line and are no part of a town's name. */
const notTown =
  /\s(?:Tel|Telefon|Fon|Fax|Mobil|Handy|E-?Mail|Mail|Deutschland|Germany|Österreich|Schweiz|Datum|Den|Kd|Kunden\p{L}*|Vertrag\p{L}*|Bitte|Ich|Wir|Die|Das|Der|Meine|Mein|Ab|Bis|Seit|Geb|IBAN|Amtsgericht|Ust\p{L}*|Steuer\p{L}*|Und)\b.*$|[ ,.]+$|\s(?:am|an|in|im|bei|auf|der|dem|den|vor)$/u;

export function townIn(text: string): TownFound | null {
  const match = german.exec(text) ?? foreign.exec(text);
  return match ? townFound(match, text) : null;
}

/** Austrian, Swiss and Dutch post without a country's letter: four digits alone on a line, so a year may be meant. */
export function bareForeignTownIn(text: string): TownFound | null {
  const match = fourDigits.exec(text);
  return match ? townFound(match, text) : null;
}

function townFound(match: RegExpExecArray, text: string): TownFound | null {
  const postcode = match[1] ?? '';
  const city = (match[2] ?? '')
    // "Münster. Customer": a sentence ends with the town and the next begins.
    .replace(/(\p{L}{4})\.\s.*$/u, '$1')
    .replace(notTown, '')
    .replace(notTown, '')
    .replace(/[.,]+$/, '');
  if (city.length < 2 || postcode === '00000') return null;
  const end = match.index + match[0].length - (match[2]?.length ?? 0) + city.length;
  return { postcode, city, before: text.slice(0, match.index).trim(), from: match.index, to: end };
}

export interface StreetFound {
  readonly street: string;
  readonly houseNumber: string;
  /** What stands before the street in the same piece. */
  readonly before: string;
}

const houseNumber = /^(.*?[\p{L}.)])\s*(\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-zA-Z]?)?)$/u;
const suffix =
  /(?:str\.?|stra(?:ß|ss|b|β)e|weg|platz|pl\.|allee|gasse|ring|damm|ufer|chaussee|hof|steig|stieg|pfad|markt|berg|graben|wall|kamp|deich|koppel|twiete|promenade|tor|bogen|park|siedlung|winkel|garten|gärten|feld|heide|wiesen?|hang|blick|tal|grund|busch|esch|moor|brook|redder|kai|wik|land|höhe|eck|mühle|brücke|street|road|avenue|lane|drive|terrace|laan|straat|rue)$/iu;
const lead =
  /^(?:Am|An|Im|In|Auf|Zum|Zur|Unter|Hinter|Vor|Beim|Bei|Über|Neben|Alter?n?|Neuer?|Große[rn]?|Kleine[rn]?|Lange[rn]?|Obere[rn]?|Untere[rn]?|Hohe[rn]?|Sankt|St\.|\p{Lu}\p{L}+er|\p{Lu}[\p{L}.]*-)$/u;
const joint = /^(?:der|dem|den|des|die|alten|neuen|am|an|im|in|zum|zur|von|und|großen|kleinen|hohen|\d{1,2}\.)$/u;

/** Street and number at the end of a piece of text, or null. `isBlock`: it stands where a street must stand. */
export function streetIn(text: string, isBlock: boolean): StreetFound | null {
  const postbox = /^(.*?)\b(Postfach)\s*([\d ]{2,12})$/iu.exec(text);
  if (postbox)
    return { street: 'Postfach', houseNumber: (postbox[3] ?? '').replace(/ /g, ''), before: (postbox[1] ?? '').trim() };
  const match = houseNumber.exec(text.slice(-120));
  const head = match?.[1]?.trim();
  if (!match || !head) return null;
  const words = head.split(/\s+/);
  const number = (match[2] ?? '').replace(/\s+/g, ' ').replace('–', '-');
  const begin = streetBegin(words, isBlock);
  if (begin < 0) return null;
  return { street: words.slice(begin).join(' '), houseNumber: number, before: words.slice(0, begin).join(' ') };
}

function streetBegin(words: readonly string[], isBlock: boolean): number {
  const last = words.length - 1;
  const lastWord = words[last] ?? '';
  let begin = last;
  if (!suffix.test(lastWord) || !/^[\p{Lu}\d]/u.test(lastWord)) {
    // "Straße des 17. Juni 12", "An der alten Post 3", "Lindenbreite 7".
    const named = words.findIndex((word) => /^(?:Stra(?:ß|ss)e|Platz|Allee|Weg)$/u.test(word));
    if (named >= 0 && last - named <= 4) return named;
    const led = words.findIndex((word) => /^(?:Am|An|Im|In|Auf|Zum|Zur|Unter|Hinter|Vor|Beim|Bei)$/u.test(word));
    if (led >= 0 && last - led <= 4 && words.slice(led).every((word) => /^\p{Lu}/u.test(word) || joint.test(word)))
      return led;
    return isBlock && words.length <= 3 && words.every((word) => /^\p{Lu}[\p{L}.-]+$/u.test(word)) ? 0 : -1;
  }
  const isOwnWord =
    /^(?:str\.?|stra(?:ß|ss)e|weg|platz|allee|ring|damm|ufer|street|road|avenue|lane|drive|terrace)$/iu.test(lastWord);
  // "Konrad Adenauer Straße": a street called so takes the capitalised words before it along.
  while (begin > 0 && last - begin < 4) {
    const word = words[begin - 1] ?? '';
    const isNamePart = isOwnWord && begin === last && /^\p{Lu}[\p{L}.-]+$/u.test(word);
    if (!isNamePart && !lead.test(word) && !joint.test(word)) break;
    begin -= 1;
  }
  while (begin < last && joint.test(words[begin] ?? '')) begin += 1;
  return begin;
}
