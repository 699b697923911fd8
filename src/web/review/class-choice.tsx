import { Select, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import type { DocumentDetail } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import { ChoiceList } from './choice-list.tsx';
import css from './class-choice.module.css';
import { Section } from './section.tsx';

export const numberKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface ClassChoiceProps {
  readonly document: DocumentDetail;
  readonly value: string | null;
  readonly second: string | null;
  readonly isDoubt: boolean;
  readonly hasCaps: boolean;
  readonly list: RefObject<HTMLDivElement | null>;
  /** Opens the choice of all classes. */
  readonly opener: RefObject<(() => void) | null>;
  readonly error: string | null;
  readonly onChoose: (key: string) => void;
  readonly onSecond: (key: string | null) => void;
}

/** The class's likeliest first; any other by typing. */
export function ClassChoice(props: ClassChoiceProps) {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  const { class: found } = props.document.result;
  const guesses = guessesOf(props.document, props.value);
  const reasons = (found?.evidence ?? []).filter(({ weight }) => weight > 0).slice(0, 5);
  return (
    <Section
      title={words.review.class}
      doubt={props.isDoubt ? words.review.doubts.class : null}
      error={props.error}
      aside={<AnyClass {...props} />}
    >
      {guesses.length > 0 && (
        <ChoiceList
          ref={props.list}
          label={words.review.classBest}
          isRow
          hasCaps={props.hasCaps}
          value={props.value}
          onChoose={props.onChoose}
          options={guesses.map((guess, index) => ({
            key: guess.key,
            cap: numberKeys[index] ?? null,
            content: (
              <span className={css.guess}>
                {nameClass(guess.key)}
                {guess.confidence !== null && <span className={css.percent}>{formats.percent(guess.confidence)}</span>}
              </span>
            ),
          }))}
        />
      )}
      {reasons.length > 0 && (
        <p className={css.reasons}>
          {words.document.classReasons}:{' '}
          {reasons.map(({ text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same word can speak twice
            <span key={index} className={css.reason}>
              {text}
            </span>
          ))}
        </p>
      )}
      <Second {...props} />
    </Section>
  );
}

/** The machine's guesses in their order; one chosen beside them stays in sight. */
export function guessesOf({ result }: DocumentDetail, chosen: string | null) {
  const found = result.class;
  const ranked: { key: string; confidence: number | null }[] = [
    ...(found?.key == null ? [] : [{ key: found.key, confidence: found.confidence }]),
    ...(found?.alternatives ?? []),
  ];
  const guesses = ranked
    .filter((one, index) => ranked.findIndex((other) => other.key === one.key) === index)
    .slice(0, 4);
  if (chosen !== null && !guesses.some(({ key }) => key === chosen)) guesses.push({ key: chosen, confidence: null });
  return guesses;
}

function AnyClass({ document, list, opener, onChoose }: ClassChoiceProps) {
  const { words } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const groups = useClassGroups(document);
  opener.current = () => setOpen(true);
  if (!isOpen) {
    return (
      <UnstyledButton className={css.other} onClick={() => setOpen(true)}>
        {words.review.classOther} <kbd aria-hidden>C</kbd>
      </UnstyledButton>
    );
  }
  const close = () => {
    setOpen(false);
    window.setTimeout(() => list.current?.focus({ preventScroll: true }));
  };
  return (
    <Select
      ref={field}
      className={css.select}
      size="xs"
      aria-label={words.review.classOther}
      placeholder={words.resolve.classChoose}
      data={groups}
      // Empty, or what is typed would be added to the present class's name.
      value={null}
      onChange={(key) => {
        if (key !== null) onChoose(key);
        close();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onBlur={() => setOpen(false)}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      autoFocus
      defaultDropdownOpened
      maxDropdownHeight={420}
      comboboxProps={{ width: '20rem', position: 'bottom-end' }}
    />
  );
}

/** All classes for a choice: those the machine thought of first, the others by name. */
function useClassGroups(document: DocumentDetail) {
  const { words, language, formats } = useSpeech();
  const classes = useQuery(queries.classes());
  const guesses = guessesOf(document, null);
  const rest = (classes.data ?? [])
    .filter(({ key }) => !guesses.some((guess) => guess.key === key))
    .map(({ key, names }) => ({ value: key, label: names[language] }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const nameClass = useClassName();
  return [
    {
      group: words.review.classBest,
      items: guesses.map(({ key, confidence }) => ({
        value: key,
        label: confidence === null ? nameClass(key) : `${nameClass(key)} · ${formats.percent(confidence)}`,
      })),
    },
    { group: words.review.classAll, items: rest },
  ];
}

function Second({ document, value, second, onSecond }: ClassChoiceProps) {
  const { words, language } = useSpeech();
  const classes = useQuery(queries.classes());
  const [isOpen, setOpen] = useState(false);
  if (second === null && document.result.secondClass === null && !isOpen) {
    return (
      <UnstyledButton className={css.add} onClick={() => setOpen(true)}>
        + {words.review.second}
      </UnstyledButton>
    );
  }
  return (
    <Select
      className={css.second}
      size="xs"
      label={words.review.second}
      placeholder={words.review.secondNone}
      data={(classes.data ?? [])
        .filter(({ key }) => key !== value)
        .map(({ key, names }) => ({ value: key, label: names[language] }))}
      value={second}
      onChange={onSecond}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.review.secondNone }}
    />
  );
}
