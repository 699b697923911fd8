import type { ReactNode } from 'react';
import { LanguageSwitch } from '../frame/language-switch.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { SchemeSwitch } from '../frame/scheme-switch.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './door-frame.module.css';

/** What stands around the pages one sees before being signed in. */
export function DoorFrame({ title, children }: { title: string; children: ReactNode }) {
  const { words } = useSpeech();
  return (
    <div className={css.ground}>
      <header className={css.tools}>
        <LanguageSwitch />
        <SchemeSwitch />
      </header>
      <main className={css.door}>
        <PageTitle title={title} isHidden />
        <div className={css.product}>
          <img src="/mark.svg" alt="" width="36" height="36" />
          <div>
            <p className={css.name}>{words.common.product}</p>
            <p className={css.claim}>{words.signIn.claim}</p>
          </div>
        </div>
        {children}
      </main>
    </div>
  );
}
