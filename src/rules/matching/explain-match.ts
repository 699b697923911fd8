import type { EvidenceKind } from '../../domain/customer.ts';
import { addressText } from '../extraction/address-text.ts';
import type { Extraction } from '../extraction/extraction.ts';
import type { LookedUp } from './look-up-customer.ts';
import type { Piece } from './piece.ts';

/** A match told to somebody who asks why. */
export interface MatchExplanation {
  readonly decision: 'auto' | 'review' | 'none';
  readonly question: string | null;
  /** How far the directory was searched. */
  readonly search: LookedUp['search'];
  readonly candidateCount: number;
  /** What the document says about whom it belongs to. */
  readonly read: readonly { readonly what: string; readonly text: string; readonly note: string }[];
  readonly candidates: readonly {
    readonly customerNumber: string;
    readonly displayName: string;
    readonly displayAddress: string;
    readonly confidence: number;
    /** log2 of the evidence, before the number of customers is outweighed. */
    readonly bits: number;
    readonly evidence: readonly {
      readonly kind: EvidenceKind;
      readonly weight: number;
      readonly text: string;
      readonly words: string;
    }[];
  }[];
}

const candidatesMax = 5;

export function explainMatch(extraction: Extraction, found: LookedUp): MatchExplanation {
  return {
    decision: found.match.decision,
    question: found.question?.message ?? null,
    search: found.search,
    candidateCount: found.candidateCount,
    read: readOf(extraction),
    candidates: found.scored.slice(0, candidatesMax).map((each) => ({
      customerNumber: each.customerNumber,
      displayName: each.displayName,
      displayAddress: each.displayAddress,
      confidence: each.confidence,
      bits: Math.round(each.bits * 10) / 10,
      evidence: each.pieces.map((piece) => ({
        kind: piece.kind,
        weight: piece.weight,
        text: piece.text,
        words: wordsFor(piece),
      })),
    })),
  };
}

function readOf({ parties, identifiers, contacts, birthDates }: Extraction): MatchExplanation['read'] {
  const quoted = (isQuoted: boolean) => (isQuoted ? ', in a quoted mail' : '');
  return [
    ...parties.slice(0, 12).map((party) => ({
      what: party.role,
      text: [party.name?.text, addressText(party)].filter(Boolean).join(', '),
      note: `${party.foundBy}${quoted(party.isQuoted)}`,
    })),
    ...identifiers.slice(0, 20).map(({ value, label, isQuoted, place }) => ({
      what: label ?? 'number',
      text: value,
      note: `read ${Math.round(place.confidence * 100)} % surely${quoted(isQuoted)}`,
    })),
    ...contacts.slice(0, 12).map(({ kind, value, isQuoted, isSender }) => ({
      what: kind,
      text: value,
      note: `${isSender ? "the mail's sender" : 'in the text'}${quoted(isQuoted)}`,
    })),
    ...birthDates.map((date) => ({ what: 'birthDate', text: date, note: 'in the text' })),
  ];
}

/** What a reason is worth in words; every weight is a sentence that somebody can check. */
export function wordsFor(piece: Piece): string {
  const times = `${Math.abs(piece.weight) >= 1 ? `${round(2 ** Math.abs(piece.weight))} times` : 'hardly'} more often`;
  const whom = piece.weight >= 0 ? 'seen with the right customer than with another' : 'seen with another customer';
  const notes = [
    piece.isQuoted ? 'only in a quoted mail' : null,
    piece.isNear ? 'one character differs' : null,
    piece.isContradiction ? 'contradicts: a person decides' : null,
    piece.isDoubt ? 'another first name' : null,
    piece.isChecked ? 'may stand alone' : piece.isIndependent ? 'a reason of its own' : null,
  ].filter((note) => note !== null);
  return [`${times} ${whom}`, ...notes].join('; ');
}

function round(value: number): string {
  if (value < 1000) return String(Math.round(value));
  const units = ['thousand', 'million', 'billion', 'trillion'] as const;
  const place = Math.min(units.length - 1, Math.floor(Math.log10(value) / 3) - 1);
  return `${Math.round(value / 1000 ** (place + 1))} ${units[place]}`;
}

export function explanationLines(explanation: MatchExplanation & { readonly documentId?: string }): readonly string[] {
  const { decision, question, search, candidateCount, read, candidates } = explanation;
  const decided = { auto: 'assigned without a person', review: 'a person is asked', none: 'no customer' }[decision];
  const lines = [`${explanation.documentId ?? ''} ${decided}`.trim()];
  if (question) lines.push(`  ${question}`);
  lines.push('', 'Read');
  for (const { what, text, note } of read) lines.push(`  ${what.padEnd(15)} ${text}  (${note})`);
  lines.push('', `Weighed ${candidateCount} customers (${search} search)`);
  for (const [at, each] of candidates.entries()) {
    lines.push(
      `  ${at + 1}. ${each.customerNumber}  ${each.displayName}, ${each.displayAddress}  ${each.bits} bits, ${(each.confidence * 100).toFixed(2)} %`,
    );
    for (const { kind, weight, text, words } of each.evidence)
      lines.push(`     ${weight >= 0 ? '+' : ''}${weight.toFixed(1).padEnd(6)} ${kind.padEnd(15)} ${text}  (${words})`);
  }
  return lines;
}
