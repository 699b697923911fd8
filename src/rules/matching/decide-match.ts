import type { Match, MatchCandidate } from '../../domain/customer.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Extraction } from '../extraction/extraction.ts';
import type { Piece } from './piece.ts';
import type { ScoredCandidate } from './score-candidates.ts';

export interface DecidedMatch {
  readonly match: Match;
  /** What a person is asked; null when nobody needs to look. */
  readonly question: Problem | null;
}

/** Below this probability even two reasons are not enough. */
const confidenceMin = 0.998;
/** The best must be this many bits ahead of the next. */
const marginBits = 8;
/** What speaks for another customer and not for this one, and is strong enough to stop an assignment. */
const rivalBits = 10;
const candidatesMax = 8;
/** Fewer bits than this is a name that many people have: no candidate to show. */
const plausibleBits = 6;

/**
 * Which customer a document belongs to, with the wrong-customer guard: nothing is assigned without two independent
 * reasons, or one checked number that leads to one customer only, and never when anything contradicts. A doubt costs a
 * person ten seconds, a letter in the wrong file is a breach of data protection.
 *
 * `isTruncated`: the directory had more candidates than it gave, so "leads to one customer only" cannot be known.
 */
export function decideMatch(
  scored: readonly ScoredCandidate[],
  extraction: Extraction,
  options: { readonly need: 'required' | 'optional' | 'none'; readonly isTruncated: boolean },
): DecidedMatch {
  const { need } = options;
  if (need === 'none') return { match: { decision: 'none', candidates: [] }, question: null };
  const plausible = scored.filter(
    ({ bits, pieces }) => bits >= plausibleBits || pieces.some((piece) => piece.isIndependent),
  );
  const [best, second] = plausible;
  if (!best) return withoutCandidates(extraction, need);

  const verdicts = plausible.slice(1).map((rival) => ({ rival, verdict: rivalry(best, rival) }));
  const doubts: Doubts = {
    rival: verdicts.find(({ verdict }) => verdict === 'contradictory')?.rival ?? null,
    isContradicted: isContradictedBy(best.pieces),
    peer:
      verdicts.find(({ verdict }) => verdict === 'several')?.rival ??
      (second && best.bits - second.bits < marginBits ? second : null),
  };
  const candidates = plausible.slice(0, candidatesMax).map(toCandidate);
  const isClear = !doubts.rival && !doubts.isContradicted && !doubts.peer && best.confidence >= confidenceMin;
  if (isClear && isSupported(best, plausible, options.isTruncated))
    return { match: { decision: 'auto', candidates }, question: null };
  // Where a customer is not needed, a faint resemblance is no reason to ask.
  if (need === 'optional' && best.confidence < 0.5) return { match: { decision: 'none', candidates }, question: null };
  return { match: { decision: 'review', candidates }, question: questionFor(best, doubts) };
}

interface Doubts {
  /** Something in the document speaks for this one and not for the best. */
  readonly rival: ScoredCandidate | null;
  readonly isContradicted: boolean;
  /** About as likely as the best. */
  readonly peer: ScoredCandidate | null;
}

function toCandidate({
  customerNumber,
  confidence,
  evidence,
  displayName,
  displayAddress,
}: ScoredCandidate): MatchCandidate {
  return { customerNumber, confidence, evidence, displayName, displayAddress };
}

/** Two reasons of different kinds, not both from a quote; or one that was checked and is unique. */
function isSupported(best: ScoredCandidate, all: readonly ScoredCandidate[], isTruncated: boolean): boolean {
  const independent = best.pieces.filter((piece) => piece.isIndependent && piece.weight > 0);
  const bases = new Set(independent.map((piece) => piece.basis));
  if (bases.size >= 2 && independent.some((piece) => !piece.isQuoted)) return true;
  const isUnique = (piece: Piece) =>
    !isTruncated &&
    all.every((other) => other === best || other.pieces.every(({ basis, isNear }) => isNear || basis !== piece.basis));
  return independent.some((piece) => piece.isChecked && isUnique(piece));
}

/** Another sender, another birth date, or another first name that no shared door explains. */
function isContradictedBy(pieces: readonly Piece[]): boolean {
  if (pieces.some((piece) => piece.isContradiction)) return true;
  const isAtSameDoor = pieces.some((piece) => piece.kind === 'address' && piece.isIndependent);
  return !isAtSameDoor && pieces.some((piece) => piece.isDoubt);
}

/**
 * Whether what speaks only for `rival` forbids to take `best`. An identifier of one and the name of the other is the
 * case this guard is made for; two members of a household who share name and door differ only in what is their own.
 */
function rivalry(best: ScoredCandidate, rival: ScoredCandidate): 'contradictory' | 'several' | null {
  const own = exclusive(best, rival);
  // A number that only resembles one of somebody whose name the document does not know leads to everybody and nobody.
  const isStranger = rival.pieces.some((piece) => piece.isContradiction);
  const others = exclusive(rival, best).filter((piece) => !(piece.isNear && isStranger));
  const otherBits = others.reduce((sum, piece) => sum + piece.weight, 0);
  if (otherBits < rivalBits) return null;
  const isContact = (piece: Piece) => piece.kind === 'email' || piece.kind === 'phone' || piece.kind === 'iban';
  const isHousehold = best.record.postcode === rival.record.postcode && best.record.lastName === rival.record.lastName;
  const isBorrowedContact =
    isHousehold && others.every(isContact) && own.filter((piece) => piece.isIndependent).length >= 2;
  // Somebody else behind the same door, in a house of flats or where the sender has moved to.
  const isNeighbour =
    others.every((piece) => piece.kind === 'address') && rival.pieces.some((piece) => piece.isContradiction);
  if (isBorrowedContact || isNeighbour) return null;
  return own.some((piece) => isNumber(piece)) || others.some((piece) => isNumber(piece)) ? 'contradictory' : 'several';
}

const isNumber = (piece: Piece) =>
  piece.kind === 'customerNumber' ||
  piece.kind === 'contractNumber' ||
  piece.kind === 'meterNumber' ||
  piece.kind === 'iban';

/** Reasons of `one` that rest on something in the document that does not speak for `other` too. */
function exclusive(one: ScoredCandidate, other: ScoredCandidate): readonly Piece[] {
  const shared = new Map(other.pieces.map((piece) => [piece.basis, piece.weight]));
  return one.pieces.filter(
    (piece) => piece.weight > 0 && !piece.isQuoted && (shared.get(piece.basis) ?? 0) <= piece.weight - 4,
  );
}

/**
 * Nothing fits. A document that says clearly who it is from, to a directory that has never heard of them, is from no
 * customer (`none`); one that says nothing is undecided. Either way somebody must look if the class needs a customer.
 */
function withoutCandidates(extraction: Extraction, need: 'required' | 'optional'): DecidedMatch {
  if (need === 'optional') return { match: { decision: 'none', candidates: [] }, question: null };
  const sender = extraction.parties.find((party) => party.role === 'sender' && party.name !== null);
  const hasNumber = extraction.identifiers.some(
    ({ label, isQuoted }) => label !== null && label !== 'other' && !isQuoted,
  );
  const isClear = sender !== undefined && (hasNumber || extraction.parties.some((party) => party.postcode !== null));
  return {
    match: { decision: isClear ? 'none' : 'review', candidates: [] },
    question: {
      code: 'customer.unknown',
      message: isClear
        ? 'The directory holds no customer with these numbers or this name and address. Search by hand, or say that it belongs to none.'
        : 'The document says too little about whom it belongs to. Search the customer, or say that it belongs to none.',
    },
  };
}

function questionFor(best: ScoredCandidate, { rival, isContradicted, peer }: Doubts): Problem {
  const { customerNumber } = best;
  if (rival) {
    return {
      code: 'customer.contradictory',
      message: `Some of the document points to customer ${customerNumber} and some to ${rival.customerNumber}. Read it and choose.`,
      params: { customerNumber, otherCustomerNumber: rival.customerNumber },
    };
  }
  if (isContradicted) {
    return {
      code: 'customer.contradictory',
      message: `Numbers or address fit customer ${customerNumber}, but the name or birth date is another. Compare them and choose.`,
      params: { customerNumber },
    };
  }
  if (peer) {
    return {
      code: 'customer.several',
      message: `Customers ${customerNumber} and ${peer.customerNumber} fit about equally well. Choose one, or say that none fits.`,
      params: { customerNumber, otherCustomerNumber: peer.customerNumber },
    };
  }
  return {
    code: 'customer.unsure',
    message: `Customer ${customerNumber} may be the one, but too little speaks for it. Confirm it or choose another.`,
    params: { customerNumber },
  };
}
