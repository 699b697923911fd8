import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { ApiProblem, type ProblemParams } from '../api/api-problem.ts';
import { type Formats, formatsOf } from '../format/formats.ts';
import { readSetting, writeSetting } from '../ui/local-setting.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { isLanguage, type Language, preferredLanguage } from './language.ts';
import { saying } from './problem-words.ts';
import { wordFor } from './vocabulary-words.ts';

const storageKey = 'mailroom.language';
const catalogues: Record<Language, Words> = { de, en };

export interface Speech {
  readonly language: Language;
  readonly words: Words;
  readonly formats: Formats;
  /** Says a problem by its code in the reader's language; a code from a newer server falls back to its English message. */
  readonly sayProblem: (problem: { code: string; message: string; params?: ProblemParams | undefined }) => string;
  readonly sayError: (error: unknown) => string;
  readonly choose: (language: Language) => void;
  /** The account's language, unless this browser has chosen one itself. */
  readonly suggest: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);

export function WordsProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState<Language | null>(storedLanguage);
  const [suggested, setSuggested] = useState<Language | null>(null);
  const language = chosen ?? suggested ?? preferredLanguage(navigator.languages);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo((): Speech => {
    const words = catalogues[language];
    const formats = formatsOf(language);
    const write = (name: string, value: string | number) => {
      if (typeof value === 'number') return formats.number(value);
      if (name === 'fields')
        return value
          .split(', ')
          .map((field) => wordFor(words.fields, field))
          .join(', ');
      return name === 'stage' ? wordFor(words.stages, value) : value;
    };
    const sayProblem: Speech['sayProblem'] = (problem) => {
      const sentence = Object.hasOwn(words.problems, problem.code)
        ? words.problems[problem.code as keyof Words['problems']]
        : undefined;
      return sentence === undefined
        ? words.problemFallback(problem.message)
        : sentence(saying(problem.params ?? {}, write));
    };
    return {
      language,
      words,
      formats,
      sayProblem,
      sayError: (error) =>
        error instanceof ApiProblem
          ? sayProblem(error)
          : sayProblem({ code: 'server.failed', message: error instanceof Error ? error.message : String(error) }),
      choose: (next) => {
        setChosen(next);
        writeSetting(storageKey, next);
      },
      suggest: setSuggested,
    };
  }, [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (speech === null) throw new Error('useSpeech needs a WordsProvider above it.');
  return speech;
}

function storedLanguage(): Language | null {
  const stored = readSetting(storageKey);
  return isLanguage(stored) ? stored : null;
}
