import { UnstyledButton } from '@mantine/core';
import { languages } from '../words/language.ts';
import { useSpeech } from '../words/words.tsx';
import css from './language-switch.module.css';
import { useChooseLanguage } from './use-choose-language.ts';

const names = { de: 'Deutsch', en: 'English' };

export function LanguageSwitch() {
  const { language, words } = useSpeech();
  const choose = useChooseLanguage();
  return (
    <fieldset className={css.switch} aria-label={words.frame.language}>
      {languages.map((one) => (
        <UnstyledButton
          key={one}
          className={css.language}
          lang={one}
          aria-pressed={one === language}
          aria-label={`${one.toUpperCase()}, ${names[one]}`}
          title={names[one]}
          onClick={() => choose(one)}
        >
          {one.toUpperCase()}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
