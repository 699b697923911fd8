import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useSpeech } from '../words/words.tsx';
import css from './page-title.module.css';

/** The page's one heading, also the name of the browser's tab. */
export function PageTitle({
  title,
  intro,
  isHidden = false,
  children,
}: {
  title: string;
  intro?: string;
  isHidden?: boolean;
  children?: ReactNode;
}) {
  const { words } = useSpeech();
  useEffect(() => {
    document.title = `${title} · ${words.common.product}`;
  }, [title, words.common.product]);
  if (isHidden) return <VisuallyHidden component="h1">{title}</VisuallyHidden>;
  return (
    <header className={css.head}>
      <div>
        <h1 className={css.title}>{title}</h1>
        {intro !== undefined && <p className={css.intro}>{intro}</p>}
      </div>
      {children}
    </header>
  );
}
