import { Button, Select, UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useMemo, useState } from 'react';
import type { DocumentDetail } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { useKeys } from '../keys/keys.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useDraft } from '../ui/use-draft.ts';
import { useSpeech } from '../words/words.tsx';
import { CustomerChoice } from './customer-choice.tsx';
import { type Answer, answerOf, firstChoice, parseChoice } from './resolve-answer.ts';
import css from './resolve-form.module.css';

interface ResolveFormProps {
  readonly document: DocumentDetail;
  readonly picker: RefObject<((word: string) => void) | null>;
  readonly isBusy: boolean;
  /** `whenSent` forgets the draft; called only once the server has it. */
  readonly onAnswer: (answer: Answer, whenSent: () => void) => void;
}

/** Class and customer, each by one key or one click; what is chosen stays on this machine until it is sent. */
export function ResolveForm({ document, picker, isBusy, onAnswer }: ResolveFormProps) {
  const { words, language, formats } = useSpeech();
  const nameClass = useClassName();
  const classes = useQuery(queries.classes());
  const initial = useMemo(() => firstChoice(document, classes.data ?? []), [document, classes.data]);
  const draft = useDraft(`resolve.${document.id}`, initial, parseChoice);
  const [wasTried, setTried] = useState(false);
  const choice = draft.value;
  const answer = answerOf(choice);
  const found = document.result.class;
  const guesses = [
    ...(found?.key == null ? [] : [{ key: found.key, confidence: found.confidence }]),
    ...(found?.alternatives ?? []),
  ]
    .filter((one, index, all) => all.findIndex((other) => other.key === one.key) === index)
    .slice(0, 4);
  const submit = () => {
    setTried(true);
    if (typeof answer !== 'string' && !isBusy) onAnswer(answer, draft.drop);
  };
  useKeys([{ on: ['Ctrl+Enter'], label: words.keys.submit, whileTyping: true, run: submit }]);

  const chooseClass = (classKey: string | null) => {
    const needs = classes.data?.find((one) => one.key === classKey)?.customer;
    const customer =
      needs === 'none' && choice.customer.kind === 'open' ? ({ kind: 'none' } as const) : choice.customer;
    draft.set({ classKey, customer });
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={css.part}>
        <Select
          label={words.resolve.class}
          placeholder={words.resolve.classChoose}
          data={(classes.data ?? []).map((one) => ({ value: one.key, label: one.names[language] }))}
          value={choice.classKey}
          onChange={chooseClass}
          searchable
          allowDeselect={false}
          maxDropdownHeight={360}
          error={wasTried && answer === 'class' ? words.resolve.missingClass : undefined}
        />
        {guesses.length > 1 && (
          <div className={css.guesses}>
            {guesses.map((guess) => (
              <UnstyledButton
                key={guess.key}
                className={css.guess}
                aria-pressed={guess.key === choice.classKey}
                onClick={() => chooseClass(guess.key)}
              >
                {nameClass(guess.key)} <span>{formats.percent(guess.confidence)}</span>
              </UnstyledButton>
            ))}
          </div>
        )}
      </div>
      <CustomerChoice
        candidates={document.result.customer?.candidates ?? []}
        value={choice.customer}
        onChange={(customer) => draft.set({ ...choice, customer })}
        picker={picker}
        error={wasTried && answer === 'customer' ? words.resolve.missingCustomer : null}
      />
      <div className={css.end}>
        <Button type="submit" loading={isBusy} rightSection={<IconArrowRight size="1rem" aria-hidden />}>
          {words.resolve.submit}
        </Button>
        <kbd aria-hidden>{words.keys.ctrl} ⏎</kbd>
        {draft.isKept && <span className={css.kept}>{words.resolve.draftKept}</span>}
      </div>
    </form>
  );
}
