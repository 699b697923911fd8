import type { EvidenceKind } from '../../domain/customer.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './customer-option.module.css';

export interface Option {
  readonly number: string;
  readonly name: string;
  readonly address: string;
  readonly confidence: number | null;
  readonly evidence: readonly { kind: string; weight: number; text?: string | undefined }[];
}

interface CustomerOptionProps {
  readonly group: string;
  readonly option: Option;
  readonly cap: string | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

export function CustomerOption({ group, option, cap, isChosen, onChoose }: CustomerOptionProps) {
  const { words, formats } = useSpeech();
  const kinds: Record<EvidenceKind, string> = words.evidence;
  return (
    <label className={css.option} data-chosen={isChosen || undefined}>
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} />
      {cap === null ? <span /> : <kbd aria-hidden>{cap}</kbd>}
      <span className={css.who}>
        <span className={css.name}>
          {option.name} <span className={css.number}>{option.number}</span>
        </span>
        <span className={css.address}>{option.address}</span>
        {option.evidence.length > 0 && (
          <span className={css.evidence}>
            {option.evidence.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same kind of evidence can come twice
              <span key={index} title={one.text} className={css.weight} data-against={one.weight < 0 || undefined}>
                {wordFor(kinds, one.kind)} {formats.signed(one.weight)}
              </span>
            ))}
          </span>
        )}
      </span>
      {option.confidence !== null && <span className={css.percent}>{formats.percent(option.confidence)}</span>}
    </label>
  );
}
