import { type ReactNode, useId } from 'react';
import css from './panel.module.css';

/** One titled part of a page's right-hand side. */
export function Panel({
  title,
  aside,
  tone,
  children,
}: {
  title: string;
  aside?: ReactNode;
  tone?: 'person' | 'refused';
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={css.panel} aria-labelledby={id} data-tone={tone}>
      <header className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Names and values in two columns. Values that are missing leave no row behind. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode] | null)[] }) {
  return (
    <dl className={css.facts}>
      {rows.map((row) =>
        row === null ? null : (
          <div key={row[0]} className={css.fact}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
