import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { DocumentDetail } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { useKeys } from '../keys/keys.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './customer-choice.module.css';
import { CustomerOption, type Option } from './customer-option.tsx';
import type { Choice } from './resolve-answer.ts';

type Candidate = NonNullable<DocumentDetail['result']['customer']>['candidates'][number];

interface CustomerChoiceProps {
  readonly candidates: readonly Candidate[];
  readonly value: Choice['customer'];
  readonly onChange: (customer: Choice['customer']) => void;
  readonly picker: RefObject<((word: string) => void) | null>;
  readonly error: string | null;
}

const foundMax = 6;
const numberKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Who it belongs to: the candidates by number key, anyone else by search, or nobody. */
export function CustomerChoice({ candidates, value, onChange, picker, error }: CustomerChoiceProps) {
  const { words } = useSpeech();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 200);
  const isSearch = query.length >= 2;
  const search = useQuery({ ...queries.customers(query), enabled: isSearch, placeholderData: keepPreviousData });
  const found = isSearch ? (search.data?.items ?? []) : [];
  const options = optionsFor(candidates, found, value);
  const hidden = isSearch ? (search.data?.total ?? 0) - Math.min(found.length, foundMax) : 0;

  useEffect(() => {
    picker.current = (word) => {
      setTyped(word.replace(/[,;:]+$/, ''));
      field.current?.focus();
    };
    return () => {
      picker.current = null;
    };
  }, [picker]);
  useKeys([
    {
      on: numberKeys,
      caps: ['1', '…', '9'],
      label: words.keys.candidate,
      run: (event) => {
        const option = options[Number(event.key) - 1];
        if (option !== undefined)
          onChange({ kind: 'chosen', number: option.number, name: option.name, address: option.address });
      },
    },
    { on: ['n'], label: words.keys.noCustomer, run: () => onChange({ kind: 'none' }) },
    { on: ['/'], label: words.keys.searchCustomer, run: () => field.current?.focus() },
  ]);

  return (
    <fieldset className={css.choice} aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend className={css.legend}>{words.resolve.customer}</legend>
      {options.map((option, index) => (
        <CustomerOption
          key={option.number}
          group={id}
          option={option}
          cap={numberKeys[index] ?? null}
          isChosen={value.kind === 'chosen' && value.number === option.number}
          onChoose={() =>
            onChange({ kind: 'chosen', number: option.number, name: option.name, address: option.address })
          }
        />
      ))}
      <label className={css.none} data-chosen={value.kind === 'none' || undefined}>
        <input type="radio" name={id} checked={value.kind === 'none'} onChange={() => onChange({ kind: 'none' })} />
        <kbd aria-hidden>N</kbd>
        {words.resolve.noCustomer}
      </label>
      <TextInput
        ref={field}
        className={css.search}
        size="xs"
        type="search"
        leftSection={<IconSearch size="0.95rem" aria-hidden />}
        placeholder={words.resolve.search}
        aria-label={words.resolve.search}
        description={words.resolve.wordHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter in the search takes the first one found instead of sending the whole answer half chosen.
          const first = found[0];
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          if (first !== undefined)
            onChange({
              kind: 'chosen',
              number: first.customerNumber,
              name: first.displayName,
              address: first.displayAddress,
            });
        }}
      />
      <p className={css.status} role="status">
        {isSearch && search.isSuccess && found.length === 0 && words.resolve.searchNone(query)}
        {hidden > 0 && words.resolve.searchMore(hidden)}
      </p>
      {error !== null && (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** The machine's candidates first, then what the search found; the chosen one always stays in sight. */
function optionsFor(
  candidates: readonly Candidate[],
  found: readonly { customerNumber: string; displayName: string; displayAddress: string }[],
  value: Choice['customer'],
): readonly Option[] {
  const options = new Map<string, Option>();
  for (const one of candidates.slice(0, 9)) {
    options.set(one.customerNumber, {
      number: one.customerNumber,
      name: one.displayName ?? one.customerNumber,
      address: one.displayAddress ?? '',
      confidence: one.confidence,
      evidence: one.evidence ?? [],
    });
  }
  for (const one of found.slice(0, foundMax)) {
    if (!options.has(one.customerNumber)) {
      options.set(one.customerNumber, {
        number: one.customerNumber,
        name: one.displayName,
        address: one.displayAddress,
        confidence: null,
        evidence: [],
      });
    }
  }
  if (value.kind === 'chosen' && !options.has(value.number)) {
    options.set(value.number, {
      number: value.number,
      name: value.name,
      address: value.address,
      confidence: null,
      evidence: [],
    });
  }
  return [...options.values()];
}
