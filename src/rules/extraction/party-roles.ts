import type { AddressBlock } from './address-blocks.ts';
import type { PartyRole } from './extraction.ts';
import { chunksOf } from './line-parts.ts';
import type { PartiesInput } from './parties.ts';
import type { TextLine } from './text-lines.ts';

export interface Role {
  readonly role: PartyRole;
  /** 0: cannot be the sender. */
  readonly senderRank: number;
  readonly by: string;
}

const newCue =
  /(neue[nrsm]?\s+(?:post)?(?:anschrift|adresse|wohnung|wohnsitz|wohnort)|(?:anschrift|adresse)\s+(?:lautet|ist|wird)\s+(?:jetzt|nun|ab|k[üu]e?nftig)|(?:anschrift|adresse)\s+(?:hat sich\s+)?ge[äa]e?ndert|(?:folgende[rn]?|dieser)\s+(?:anschrift|adresse)|umgezogen|\bziehen?\b|\bumzug\b|umziehen|\bwohnen?\s+(?:ich|wir)\b|verzogen|k[üu]e?nftige\s+(?:anschrift|adresse)|new (?:postal )?address|address (?:has|will) change|moved to|moving to|have moved|reach (?:me|us) at|relocat\w*)|((?:alte|bisherige|fr[üu]e?here|vorherige|ehemalige)[nrs]?\s+(?:anschrift|adresse|wohnung)|\bbisher\b|(?:old|previous|former|current) address)/gi;

/** Whether the words before an address call it new or old; the nearest cue counts. */
function cueBefore(block: AddressBlock, { lines }: PartiesInput, closing: number): 'new' | 'old' | null {
  const first = block.parts.at(-1) ?? block.parts[0];
  const top = first?.chunk.line ?? block.chunk.line;
  const topAt = lines.indexOf(top, Math.max(0, block.at - 10));
  const context = lines
    .slice(Math.max(closing + 1, topAt - 3, 0), topAt)
    .filter((line) => line.page === top.page)
    .map((line) => line.text);
  // In a sentence the cue stands between a name and its address: everything before the town counts.
  const end = block.chunk.line === top ? block.parts[0]?.from : first?.to;
  const before = [...context, top.text.slice(0, end ?? 0)].join(' ').slice(-240);
  let cue: 'new' | 'old' | null = null;
  for (const match of before.matchAll(newCue)) cue = match[1] === undefined ? 'old' : 'new';
  return cue;
}

/** Who an address is, by where it stands and what is said before it. */
export function roleOf(
  block: AddressBlock,
  input: PartiesInput,
  companyBlock: AddressBlock | undefined,
  closing: number,
): Role {
  // Below the complimentary close nobody talks about moving any more.
  const cue = cueBefore(block, input, block.at > closing ? closing : -1);
  if (cue === 'new') return { role: 'newAddress', senderRank: 0, by: 'new-address-cue' };
  if (cue === 'old') return { role: 'oldAddress', senderRank: 0, by: 'old-address-cue' };
  if (input.quoted.has(block.chunk.line)) return { role: 'mentioned', senderRank: 0, by: 'address-in-quote' };
  if (isFormField(block) || isUnderLabel(block, input.lines))
    return { role: 'mentioned', senderRank: 1, by: 'form-field' };
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
  // A window shows lines below each other, not a sentence that happens to stand there.
  const isBlock = block.parts.some((part) => part.chunk.line !== block.chunk.line);
  if (isInWindow && isBlock && !block.isOneLine && companyBlock && companyBlock.chunk.top < block.chunk.top) {
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

const fieldLabel =
  /^(?:stra(?:ß|ss)e|anschrift|adresse|wohnort|wohnhaft|plz|postleitzahl|verbrauchsstelle|lieferstelle|lieferanschrift|address|street)\b/i;

/** An address in the second column of a form, behind a label in the first. */
function isFormField(block: AddressBlock): boolean {
  const [label, ...others] = chunksOf(block.chunk.line);
  return (
    label !== undefined &&
    others.length > 0 &&
    label.left < block.chunk.left - 0.05 &&
    fieldLabel.test(label.parts[0]?.text ?? '')
  );
}

/** An address on one line of a form, its label alone on the line above at the same margin. */
function isUnderLabel({ chunk, at, isOneLine, street, names }: AddressBlock, lines: readonly TextLine[]): boolean {
  const [above, label] = [lines[at - 1], lines[at - 1]?.words[0]];
  if (!above || !label || street === null || names.length > 0 || isOneLine || above.page !== chunk.line.page)
    return false;
  const isNear = Math.abs(label.box[0] - chunk.left) < 0.03 && chunk.top - label.box[1] < 0.05;
  return isNear && above.words.length <= 4 && fieldLabel.test(above.text);
}
