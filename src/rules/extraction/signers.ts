import { fold } from '../matching/folding.ts';
import { isCompanyName } from './address-blocks.ts';
import type { Party, PartyName } from './extraction.ts';
import { sourceOf } from './finding.ts';
import { chunksOf } from './line-parts.ts';
import type { PartiesInput } from './parties.ts';
import { partyNamesIn, partyNamesOfHeader } from './party-names.ts';
import { placeOfWords, type TextLine, wordsBetween } from './text-lines.ts';

const closingWords =
  /^(?:mit\s+(?:den\s+)?(?:freundlich\w*|best\w*|herzlich\w*|vorz[üu]glich\w*)(?:\s+\p{L}+)?(?:\s+und\s+(?:best\w*|freundlich\w*|lieb\w*)\s+\p{L}+)?|(?:danke?\s+und\s+|(?:viele|beste|herzliche|freundliche|liebe|sch[öo]ne)\s+)gr(?:ü|u|ue)(?:ß|ss|b)\w*|hochachtungsvoll|mfg|vg|lg|m\.?\s?f\.?\s?g\.?|(?:kind|best|warm|with kind)(?:est)?\s+regards|regards|yours\s+(?:sincerely|faithfully|truly)|sincerely(?:\s+yours)?|best\s+wishes|thank(?:s| you)(?: in advance)?)[\s,.!]*/iu;

/** Index of the last complimentary close outside a quote; -1 for none. */
export function closingLine({ lines, quoted }: Pick<PartiesInput, 'lines' | 'quoted'>): number {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line && !quoted.has(line) && closingWords.test(line.text)) return at;
  }
  return -1;
}

/** The name under the close, or on its line: `MfG Sabine Müller`. Below it may stand a scrawl and a role, so six lines are tried. */
export function signatureParties({ lines, quoted, company }: PartiesInput, closing: number): readonly Party[] {
  const close = lines[closing];
  if (!close) return [];
  const rest = close.text.replace(closingWords, '');
  const candidates = [
    ...(rest === close.text ? [] : [{ line: close, from: close.text.length - rest.length, text: rest }]),
    ...lines
      .slice(closing + 1, closing + 7)
      .filter((line) => line.page === close.page || line.page === close.page + 1)
      .filter((line) => !quoted.has(line))
      .flatMap((line) =>
        chunksOf(line).flatMap((chunk) => chunk.parts.map((part) => ({ line, from: part.from, text: part.text }))),
      ),
  ];
  for (const [at, { line, from, text }] of candidates.entries()) {
    const names = isCompanyName(text, company) ? [] : partyNamesIn(text);
    if (names.length === 0) continue;
    const words = wordsBetween(line, from, from + text.length);
    const signers = names.map((name) => signer(name, placeOfWords(line.page, words), sourceOf(line), 'signature'));
    return [...firmBelow(candidates.slice(at + 1, at + 3), { lines, company }), ...signers];
  }
  return [];
}

/**
 * The firm that a clerk signs for stands below the name. Told by its words, or by heading the letter as well: whatever it
 * is called, nobody prints somebody else's name there.
 */
function firmBelow(
  candidates: readonly { readonly line: TextLine; readonly from: number; readonly text: string }[],
  { lines, company }: Pick<PartiesInput, 'lines' | 'company'>,
): readonly Party[] {
  for (const { line, from, text } of candidates) {
    const bare = text.trim();
    if (bare.length < 5 || isCompanyName(bare, company)) continue;
    const organisation = partyNamesIn(bare).find((name) => name.organisation !== null);
    const isHead =
      bare.split(' ').length > 1 &&
      lines.slice(0, 4).some((head) => head.page === 1 && head !== line && fold(head.text) === fold(bare));
    if (!organisation && !isHead) continue;
    const name = organisation ?? { text: bare, firstNames: [], lastName: '', organisation: bare };
    const place = placeOfWords(line.page, wordsBetween(line, from, from + text.length));
    return [signer(name, place, sourceOf(line), 'signature')];
  }
  return [];
}

/** The sender by the mail's own header. */
export function headerParties({ header, company }: PartiesInput): readonly Party[] {
  const fromName = header?.fromName?.slice(0, 120);
  if (!fromName || isCompanyName(fromName, company)) return [];
  const place = { page: null, box: null, confidence: 1 };
  return partyNamesOfHeader(fromName).map((name) => signer(name, place, 'header', 'mail-header'));
}

function signer(name: PartyName, place: Party['place'], source: Party['source'], foundBy: string): Party {
  const address = { street: null, houseNumber: null, postcode: null, city: null };
  return { role: 'sender', name, ...address, isQuoted: false, place, source, foundBy };
}

const nameLabel =
  /^(?:name(?: und anschrift)?(?: des| der)? (?:verbrauchers?|kunden|kundin|kontoinhabers|antragstellers|auftraggebers)|name,? ?vorname|vorname,? ?name|nachname,? ?vorname|name|kontoinhaber(?:in)?|auftraggeber(?:in)?|antragsteller(?:in)?|versicherungsnehmer(?:in)?(?: \/ kunde)?|vertragspartner(?:in)?|kund(?:e|in)|anschlussnehmer(?:in)?|anschlussinhaber(?:in)?|account holder|full name|customer(?: name)?|your name)\s?:?\s+(?=\p{Lu})/iu;

/** Names in the fields of a form: `Name, Vorname   Tammen, Thomas`. */
export function formParties({ lines, quoted, company }: PartiesInput, role: Party['role']): readonly Party[] {
  const parties: Party[] = [];
  for (const [at, line] of lines.slice(0, 200).entries()) {
    if (parties.length >= 6 || quoted.has(line)) continue;
    const label = nameLabel.exec(`${line.text} X`);
    if (!label) continue;
    const isAbove = label[0].length > line.text.length;
    const valueLine = isAbove ? lines[at + 1] : line;
    const from = isAbove ? 0 : label[0].length;
    const text = valueLine?.text.slice(from) ?? '';
    if (!valueLine || (isAbove && !isUnder(valueLine, line))) continue;
    if (text.length > 60 || isCompanyName(text, company)) continue;
    const words = wordsBetween(valueLine, from, valueLine.text.length);
    for (const name of partyNamesOfHeader(text)) {
      parties.push({ ...signer(name, placeOfWords(valueLine.page, words), sourceOf(valueLine), 'form-field'), role });
    }
  }
  return parties;
}

/** A form's value on the line below its label, at the same margin. */
function isUnder(value: TextLine, label: TextLine): boolean {
  const [first, above] = [value.words[0], label.words[0]];
  if (!first || !above || value.page !== label.page) return false;
  return Math.abs(first.box[0] - above.box[0]) < 0.03 && first.box[1] - above.box[1] < 0.05;
}
