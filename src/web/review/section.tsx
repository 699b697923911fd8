import { IconFlag3 } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import css from './section.module.css';

/** One part of the answer. `doubt` says why a person is asked about it. */
export function Section({
  title,
  doubt = null,
  aside,
  error = null,
  children,
}: {
  title: string;
  doubt?: string | null;
  aside?: ReactNode;
  error?: string | null;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id} data-doubt={doubt !== null || undefined}>
      <header className={css.head}>
        <h2 id={id} className={css.title}>
          {doubt !== null && <IconFlag3 size="1rem" stroke={2} role="img" aria-label={doubt} className={css.flag} />}
          {title}
        </h2>
        <div className={css.aside}>{aside}</div>
      </header>
      {children}
      {error !== null && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
