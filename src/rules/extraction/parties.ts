import type { Company } from '../../domain/company.ts';
import type { MailHeader } from '../../domain/facts.ts';
import { type AddressBlock, findBlocks } from './address-blocks.ts';
import type { Party, PartyRole } from './extraction.ts';
import { sourceOf } from './finding.ts';
import { wordsOfPart } from './line-parts.ts';
import { roleOf } from './party-roles.ts';
import { closingLine, formParties, headerParties, signatureParties } from './signers.ts';
import { placeOfWords, type TextLine } from './text-lines.ts';

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

/** Everybody the document names with an address, by header or by signature: senders first, the company itself left out. */
export function findParties(input: PartiesInput): readonly Party[] {
  const blocks = findBlocks(input.lines, input.company);
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
  // What stands in the fields of a form is its sender unless somebody else has signed or sent it.
  const isAnonymous = ![...parties, ...signed, ...written].some(
    (party) => party.role === 'sender' && party.name !== null,
  );
  const filledIn = formParties(input, isAnonymous ? 'sender' : 'mentioned');
  const all = [...parties, ...written, ...signed, ...filledIn];
  const order: readonly PartyRole[] = ['sender', 'addressee', 'newAddress', 'oldAddress', 'mentioned'];
  return all.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

function partiesOfBlock(
  block: AddressBlock,
  role: PartyRole,
  foundBy: string,
  { quoted }: PartiesInput,
): readonly Party[] {
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
