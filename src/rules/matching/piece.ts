import type { MatchEvidence } from '../../domain/customer.ts';

/** One reason for or against a customer, with what the wrong-customer guard must know about it. */
export interface Piece extends MatchEvidence {
  /** What in the document it rests on. Two customers that share it cannot be told apart by it. */
  readonly basis: string;
  /** Strong enough to be one of two reasons a customer is assigned for. */
  readonly isIndependent: boolean;
  /** Rests only on an older mail quoted in this one. */
  readonly isQuoted: boolean;
  /** A labelled number read exactly and surely, or an IBAN: may stand alone when it leads to one customer only. */
  readonly isChecked: boolean;
  /** Says that this is somebody else; no other reason outweighs it. */
  readonly isContradiction: boolean;
  /** Another first name: no proof, since a wife writes about her husband's contract, unless nothing else explains it. */
  readonly isDoubt: boolean;
  /** The same house number in the same street. */
  readonly isSameDoor: boolean;
  /** A number of this customer that differs in a character from the one in the document. */
  readonly isNear: boolean;
  /** What the first name alone adds, in bits: all that tells a customer from a relative behind the same door. */
  readonly firstBits: number | null;
}

export function piece(
  kind: MatchEvidence['kind'],
  weight: number,
  text: string,
  marks: Partial<Omit<Piece, 'kind' | 'weight' | 'text'>> & { readonly basis: string },
): Piece {
  return {
    kind,
    weight: Math.round(weight * 10) / 10,
    text,
    isIndependent: false,
    isQuoted: false,
    isChecked: false,
    isContradiction: false,
    isDoubt: false,
    isSameDoor: false,
    isNear: false,
    firstBits: null,
    ...marks,
  };
}
