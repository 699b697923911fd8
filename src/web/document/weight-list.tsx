import { useSpeech } from '../words/words.tsx';
import css from './weight-list.module.css';

export interface WeightRow {
  readonly name: string;
  /** What was compared, in words of the document. */
  readonly detail: string;
  readonly weight: number;
}

/** Reasons with their weights: filled bars speak for, hollow ones against. No colour, since a reason is no state. */
export function WeightList({ rows }: { rows: readonly WeightRow[] }) {
  const { formats } = useSpeech();
  const largest = Math.max(1, ...rows.map((row) => Math.abs(row.weight)));
  return (
    <ul className={css.list}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same kind of reason can come twice
        <li key={index} className={css.row}>
          <span className={css.name}>
            {row.name} {row.detail !== '' && <span className={css.detail}>{row.detail}</span>}
          </span>
          <span className={css.bar} aria-hidden>
            <span
              data-against={row.weight < 0 || undefined}
              style={{ width: `${(Math.abs(row.weight) / largest) * 100}%` }}
            />
          </span>
          <span className={css.weight}>{formats.signed(row.weight)}</span>
        </li>
      ))}
    </ul>
  );
}
