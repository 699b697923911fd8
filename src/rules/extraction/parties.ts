import type { Company } from '../../domain/company.ts';
import type { MailHeader } from '../../domain/facts.ts';
import { foldHouseNumber, foldOrganisation, foldStreet } from '../matching/folding.ts';
import { bareForeignTownIn, streetIn, townIn } from './address-shapes.ts';
import type { Party, PartyName, PartyRole } from './extraction.ts';
import { sourceOf } from './finding.ts';
import { type Chunk, chunksOf, type Part, partsAbove, wordsOfPart } from './line-parts.ts';
import { partyNamesIn, partyNamesOfHeader, trailingNamesIn } from './party-names.ts';
import { placeOfWords, type TextLine, wordsBetween } from './text-lines.ts';

export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface PartiesInput {
  readonly lines: readonly TextLine[];
  readonly quoted: ReadonlySet<TextLine>;
  readonly header: MailHeader | null;
  readonly company: Company;
  /** Printed on paper with the zones of DIN 5008: a letter or a fax, not a mail or a form. */
  readonly isLetter: boolean;
  readonly sizeOf: (page: number) => PageSize;
}

/** An address block before it is known who it is. */
interface Block {
  readonly at: number;
  readonly chunk: Chunk;
  readonly names: readonly PartyName[];
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string;
  readonly city: string;
  /** Name, street and town in one line that holds nothing else. */
  readonly isOneLine: boolean;
  readonly isCompany: boolean;
  readonly parts: readonly Part[];
}

const blocksMax = 40;
const townHint = /\d{4,5}\s{1,3}\p{Lu}/u;

/** Everybody the document names with an address, by header or by signature: senders first, the company itself left out. */
export function findParties(input: PartiesInput): readonly Party[] {
  const blocks = findBlocks(input);
  const companyBlock = blocks.find((block) => block.isCompany && block.chunk.line.page === input.lines[0]?.page);
  const closing = closingLine(input);
  const others = blocks.filter((block) => !block.isCompany);

  const roles = others.map((block) => roleOf(block, input, companyBlock, closing));
  const best = Math.max(0, ...roles.map((role) => role.senderRank));
  const parties: Party[] = [];
  for (const [at, block] of others.entries()) {
    const decided = roles[at];
    if (!decided) continue;
    const isSender = decided.senderRank > 0 && decided.senderRank === best;
    parties.push(...partiesOfBlock(block, isSender ? 'sender' : decided.role, decided.by, input));
  }
  const signed = signatureParties(input, closing);
  const written = headerParties(input);
  const all = [...parties, ...written, ...signed];
  const order: readonly PartyRole[] = ['sender', 'addressee', 'newAddress', 'oldAddress', 'mentioned'];
  return all.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

function findBlocks({ lines, company }: PartiesInput): readonly Block[] {
  const blocks: Block[] = [];
  for (const [at, line] of lines.entries()) {
    if (blocks.length >= blocksMax) break;
    if (!townHint.test(line.text)) continue;
    for (const chunk of chunksOf(line)) {
      for (const part of chunk.parts) {
        const block = blockFrom(lines, at, part, company);
        if (block) blocks.push(block);
      }
    }
  }
  return blocks;
}

function blockFrom(lines: readonly TextLine[], at: number, part: Part, company: Company): Block | null {
  const bareForeign = bareForeignTownIn(part.text);
  const town = townIn(part.text) ?? bareForeign;
  if (!town) return null;
  const above = partsAbove(lines, at, part, 5);
  const used: Part[] = [part];
  let street = town.before === '' ? null : streetIn(town.before, true);
  let rest = above;
  if (!street && town.before === '' && above[0]) {
    street = streetIn(above[0].text, true);
    if (street) {
      used.push(above[0]);
      rest = above.slice(1);
    }
  }
  // A year and a word, or four digits of anything: only a street above makes it a town.
  if (!street && bareForeign) return null;
  const names: PartyName[] = street?.before ? [...partyNamesIn(street.before)] : [];
  for (const candidate of rest.slice(0, 3)) {
    if (/^(?:c\/o|z\.\s?hd|bei)\b/i.test(candidate.text)) continue;
    const isSentence = candidate.chunk === part.chunk || candidate.chunk === above[0]?.chunk;
    const found = isSentence ? trailingNamesIn(candidate.text) : partyNamesIn(candidate.text);
    if (found.length === 0 && names.length > 0) break;
    if (found.length > 0) used.push(candidate);
    names.push(...found);
  }
  const block = {
    street: street?.street ?? null,
    houseNumber: street?.houseNumber ?? null,
    postcode: town.postcode,
    city: town.city,
  };
  // The first line that names somebody decides: above a sender's name may still stand the company's.
  const named = rest
    .slice(0, 4)
    .find((line) => isCompanyName(line.text, company) || partyNamesIn(line.text).length > 0);
  const isCompany = isCompanyAddress(block, company) || (named !== undefined && isCompanyName(named.text, company));
  return { at, chunk: part.chunk, names, ...block, isOneLine: isWholeLine(part, used, names), isCompany, parts: used };
}

function isWholeLine(part: Part, used: readonly Part[], names: readonly PartyName[]): boolean {
  const { parts } = part.chunk;
  if (parts.length < 2 || parts.at(-1) !== part || !parts.every((each) => used.includes(each))) return false;
  // A sentence that ends in an address begins with more than a name.
  return names.length === 0 || (parts[0]?.text.length ?? 0) <= (names[0]?.text.length ?? 0) + 12;
}

/** The company's postcode and street, or one of its names on a line of the block. */
function isCompanyAddress(block: Pick<Block, 'street' | 'houseNumber' | 'postcode'>, company: Company): boolean {
  if (block.postcode !== company.postcode || block.street === null) return false;
  return (
    foldStreet(block.street) === foldStreet(company.street) &&
    foldHouseNumber(block.houseNumber ?? '') === foldHouseNumber(company.houseNumber)
  );
}

export function isCompanyName(text: string, company: Pick<Company, 'names'>): boolean {
  const folded = ` ${foldOrganisation(text)} `;
  return company.names.some(
    (name) => foldOrganisation(name).length > 3 && folded.includes(` ${foldOrganisation(name)} `),
  );
}

interface Role {
  readonly role: PartyRole;
  /** 0: cannot be the sender. */
  readonly senderRank: number;
  readonly by: string;
}

const newCue =
  /(neue[nrsm]?\s+(?:post)?(?:anschrift|adresse|wohnung|wohnsitz|wohnort)|(?:anschrift|adresse)\s+(?:lautet|ist|wird)\s+(?:jetzt|nun|ab|k[üu]nftig)|umgezogen|ziehen?\b.{0,40}\bum\b|\bumzug\b|umziehen|verzogen|unbekannt verzogen|k[üu]nftige\s+(?:anschrift|adresse)|new (?:postal )?address|moved to|moving to|have moved|relocat\w*)|((?:alte|bisherige|fr[üu]here|vorherige|ehemalige)[nrs]?\s+(?:anschrift|adresse|wohnung)|\bbisher\b|(?:old|previous|former|current) address)/gi;

/** Whether the words before an address call it new or old; the nearest cue counts. */
function cueBefore(block: Block, { lines }: PartiesInput): 'new' | 'old' | null {
  const first = block.parts.at(-1) ?? block.parts[0];
  const top = first?.chunk.line ?? block.chunk.line;
  const topAt = lines.indexOf(top, Math.max(0, block.at - 10));
  const context = lines
    .slice(Math.max(0, topAt - 3), topAt)
    .filter((line) => line.page === top.page)
    .map((line) => line.text);
  const before = [...context, top.text.slice(0, first?.to ?? 0)].join(' ').slice(-240);
  let cue: 'new' | 'old' | null = null;
  for (const match of before.matchAll(newCue)) cue = match[1] === undefined ? 'old' : 'new';
  return cue;
}

function roleOf(block: Block, input: PartiesInput, companyBlock: Block | undefined, closing: number): Role {
  const cue = cueBefore(block, input);
  if (cue === 'new') return { role: 'newAddress', senderRank: 0, by: 'new-address-cue' };
  if (cue === 'old') return { role: 'oldAddress', senderRank: 0, by: 'old-address-cue' };
  if (input.quoted.has(block.chunk.line)) return { role: 'mentioned', senderRank: 0, by: 'address-in-quote' };
  const isFirstPage = block.chunk.line.page === input.lines[0]?.page;
  const isAfterClosing = closing >= 0 && block.at > closing;
  if (!input.isLetter) {
    const rank = isAfterClosing ? 4 : isFirstPage && block.at < 12 ? 2 : 0;
    return { role: 'mentioned', senderRank: rank, by: isAfterClosing ? 'signature-block' : 'address-block' };
  }
  if (!isFirstPage)
    return {
      role: 'mentioned',
      senderRank: isAfterClosing ? 2 : 0,
      by: isAfterClosing ? 'signature-block' : 'address-block',
    };
  const { widthMm, heightMm } = input.sizeOf(block.chunk.line.page);
  const topMm = block.chunk.top * heightMm;
  const leftMm = block.chunk.left * widthMm;
  const isInWindow = leftMm > 12 && leftMm < 85 && topMm > 38 && topMm < 96;
  // The return line: name, street and town in one small line at the window's upper edge (DIN 5008, 45 to 50 mm or 27 to 32).
  if (block.isOneLine && leftMm < 100 && topMm > 22 && topMm < 66)
    return { role: 'mentioned', senderRank: 5, by: 'return-line' };
  // Own post that came back has the company above the window, a customer's own letter has the company in it.
  if (isInWindow && !block.isOneLine && companyBlock && companyBlock.chunk.top < block.chunk.top) {
    return { role: 'addressee', senderRank: 0, by: 'recipient-window' };
  }
  if (topMm < 0.45 * heightMm) {
    const isAboveCompany = !companyBlock || block.chunk.top <= companyBlock.chunk.top || leftMm > 100;
    return { role: 'mentioned', senderRank: isAboveCompany ? 4 : 1, by: 'letterhead' };
  }
  if (isAfterClosing) return { role: 'mentioned', senderRank: 3, by: 'signature-block' };
  if (topMm > 0.88 * heightMm) return { role: 'mentioned', senderRank: 2, by: 'footer' };
  return { role: 'mentioned', senderRank: 0, by: 'address-in-text' };
}

function partiesOfBlock(block: Block, role: PartyRole, foundBy: string, { quoted }: PartiesInput): readonly Party[] {
  const place = placeOfWords(block.chunk.line.page, block.parts.flatMap(wordsOfPart));
  const address = { street: block.street, houseNumber: block.houseNumber, postcode: block.postcode, city: block.city };
  const isQuoted = quoted.has(block.chunk.line);
  const names = block.names.length > 0 ? block.names.slice(0, 3) : [null];
  return names.map((name) => ({
    role,
    name,
    ...address,
    isQuoted,
    place,
    source: sourceOf(block.chunk.line),
    foundBy,
  }));
}

const closingWords =
  /^(?:mit\s+(?:den\s+)?(?:freundlich\w*|best\w*|herzlich\w*|vorz[üu]glich\w*)(?:\s+\p{L}+)?|(?:viele|beste|herzliche|freundliche|liebe|sch[öo]ne)\s+gr[üu](?:ß|ss|b)\w*|hochachtungsvoll|mfg|vg|lg|m\.?\s?f\.?\s?g\.?|(?:kind|best|warm|with kind)(?:est)?\s+regards|regards|yours\s+(?:sincerely|faithfully|truly)|sincerely(?:\s+yours)?|best\s+wishes|thank(?:s| you)(?: in advance)?)[\s,.!]*/iu;

/** Index of the last complimentary close outside a quote; -1 for none. */
function closingLine({ lines, quoted }: PartiesInput): number {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line && !quoted.has(line) && closingWords.test(line.text)) return at;
  }
  return -1;
}

/** The name under the close, or on its line: `MfG Sabine Müller`. Below it may stand a scrawl and a role, so six lines are tried. */
function signatureParties({ lines, quoted, company }: PartiesInput, closing: number): readonly Party[] {
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
  for (const { line, from, text } of candidates) {
    const names = isCompanyName(text, company) ? [] : partyNamesIn(text);
    if (names.length === 0) continue;
    const words = wordsBetween(line, from, from + text.length);
    return names.map((name) => signer(name, placeOfWords(line.page, words), sourceOf(line), 'signature'));
  }
  return [];
}

function headerParties({ header, company }: PartiesInput): readonly Party[] {
  const fromName = header?.fromName?.slice(0, 120);
  if (!fromName || isCompanyName(fromName, company)) return [];
  const place = { page: null, box: null, confidence: 1 };
  return partyNamesOfHeader(fromName).map((name) => signer(name, place, 'header', 'mail-header'));
}

function signer(name: PartyName, place: Party['place'], source: Party['source'], foundBy: string): Party {
  const address = { street: null, houseNumber: null, postcode: null, city: null };
  return { role: 'sender', name, ...address, isQuoted: false, place, source, foundBy };
}
