import type { Company } from '../../domain/company.ts';
import { foldHouseNumber, foldOrganisation, foldStreet } from '../matching/folding.ts';
import { bareForeignTownIn, streetIn, townIn } from './address-shapes.ts';
import type { PartyName } from './extraction.ts';
import { type Chunk, chunksOf, type Part, partsAbove } from './line-parts.ts';
import { partyNamesIn, trailingNamesIn } from './party-names.ts';
import type { TextLine } from './text-lines.ts';

/** An address block before it is known who it is. */
export interface AddressBlock {
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

/** Every address of the document: what ends in a postcode and a town, with street and names before or above. */
export function findBlocks(lines: readonly TextLine[], company: Company): readonly AddressBlock[] {
  const blocks: AddressBlock[] = [];
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

function blockFrom(lines: readonly TextLine[], at: number, part: Part, company: Company): AddressBlock | null {
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
    .find((line) => isMostlyCompanyName(line.text, company) || partyNamesIn(line.text).length > 0);
  const isCompany =
    isCompanyAddress(block, company) || (named !== undefined && isMostlyCompanyName(named.text, company));
  return { at, chunk: part.chunk, names, ...block, isOneLine: isWholeLine(part, used, names), isCompany, parts: used };
}

function isWholeLine(part: Part, used: readonly Part[], names: readonly PartyName[]): boolean {
  const { parts } = part.chunk;
  if (parts.length < 2 || parts.at(-1) !== part || !parts.every((each) => used.includes(each))) return false;
  if (names.length === 0) return false;
  // A sentence that ends in an address begins with more than a name.
  return (parts[0]?.text.length ?? 0) <= (names[0]?.text.length ?? 0) + 12;
}

/** The company's postcode and street, or one of its names on a line of the block. */
function isCompanyAddress(block: Pick<AddressBlock, 'street' | 'houseNumber' | 'postcode'>, company: Company): boolean {
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

/** A line that is the company's name, and not a sentence that mentions one of its products. */
function isMostlyCompanyName(text: string, company: Pick<Company, 'names'>): boolean {
  const longest = company.names
    .filter((name) => isCompanyName(text, { names: [name] }))
    .reduce((length, name) => Math.max(length, name.length), 0);
  return longest > 0 && longest >= 0.4 * text.length;
}
