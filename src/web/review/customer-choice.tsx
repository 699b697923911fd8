import { TextInput } from '@mantine/core';
import { IconSearch, IconUserOff } from '@tabler/icons-react';
import { type RefObject, useEffect } from 'react';
import type { EvidenceKind } from '../../domain/customer.ts';
import type { DocumentDetail } from '../api/contract.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import { ChoiceList } from './choice-list.tsx';
import { numberKeys } from './class-choice.tsx';
import css from './customer-choice.module.css';
import type { ReviewDraft } from './review-draft.ts';
import { Section } from './section.tsx';
import { type FoundCustomer, useCustomerSearch } from './use-customer-search.ts';

type Choice = ReviewDraft['customer'];
type Candidate = NonNullable<DocumentDetail['result']['customer']>['candidates'][number];

export interface CustomerOption {
  readonly number: string;
  readonly name: string;
  readonly address: string;
  readonly confidence: number | null;
  readonly evidence: readonly { kind: string; weight: number; text?: string | undefined }[];
}

interface CustomerChoiceProps {
  readonly candidates: readonly Candidate[];
  readonly value: Choice;
  readonly isDoubt: boolean;
  readonly hasCaps: boolean;
  readonly isUnneeded: boolean;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  /** What a number key chooses. */
  readonly options: RefObject<readonly CustomerOption[]>;
  /** A word that was picked on the page is searched for. */
  readonly picker: RefObject<((word: string) => void) | null>;
  /** A customer was asked for whom the search has not found yet. */
  readonly isSearching: RefObject<boolean>;
  readonly error: string | null;
  readonly onChoose: (choice: Choice) => void;
}

/** Whoever comes after them is rarely it: a line is enough, with the reasons once it is chosen. */
const fullMax = 2;
const none = 'none';

/** Who it belongs to: ranked candidates with their reasons, anyone else by search, or nobody. */
export function CustomerChoice(props: CustomerChoiceProps) {
  const { words } = useSpeech();
  const { value, list, picker, search } = props;
  const { typed, query, type, ...found } = useCustomerSearch(value, (one, isEarly) => {
    props.onChoose({ kind: 'chosen', ...one });
    // The next Enter of an impatient hand must not accept what has only just come in sight.
    if (!isEarly) list.current?.focus({ preventScroll: true });
  });
  props.isSearching.current = found.isWaiting;
  const options = optionsFor(props.candidates, found.items, value);
  props.options.current = options;
  useEffect(() => {
    picker.current = (word) => {
      type(word.replace(/[,;:]+$/, ''));
      search.current?.focus();
    };
    return () => {
      picker.current = null;
    };
  }, [picker, search, type]);
  const chosenNumber = value.kind === 'chosen' ? value.number : null;
  const choose = (key: string) => {
    const option = options.find(({ number }) => number === key);
    props.onChoose(option === undefined ? { kind: 'none' } : chosen(option));
  };
  return (
    <Section
      title={words.review.customer}
      doubt={props.isDoubt ? words.review.doubts.customer : null}
      error={props.error}
      aside={props.isUnneeded ? words.review.customerUnneeded : undefined}
    >
      <ChoiceList
        ref={list}
        label={words.review.customerOptions}
        hasCaps={props.hasCaps}
        value={chosenNumber ?? (value.kind === 'none' ? none : null)}
        onChoose={choose}
        options={[
          ...options.map((option, index) => ({
            key: option.number,
            cap: numberKeys[index] ?? null,
            content: <Person option={option} isBrief={index >= fullMax && option.number !== chosenNumber} />,
          })),
          {
            key: none,
            cap: null,
            content: (
              <span className={css.none}>
                <IconUserOff size="1rem" stroke={1.7} aria-hidden />
                {words.review.customerNone}
                <kbd aria-hidden>0</kbd>
              </span>
            ),
          },
        ]}
      />
      <TextInput
        ref={search}
        size="xs"
        type="search"
        leftSection={<IconSearch size="0.95rem" aria-hidden />}
        rightSection={<kbd aria-hidden>/</kbd>}
        placeholder={words.review.search}
        aria-label={words.review.search}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey) return;
          if (event.key === 'Escape') found.forget();
          if (event.key === 'Enter' && typed.trim() !== '') {
            event.preventDefault();
            found.enter();
          } else if (event.key === 'Enter' || event.key === 'Escape' || event.key === 'ArrowDown')
            list.current?.focus({ preventScroll: true });
        }}
      />
      <p className={css.status} role="status">
        {found.isWaiting && words.review.searching}
        {found.hasNone && words.review.searchNone(query)}
        {found.hasMore && words.review.searchMore}
      </p>
    </Section>
  );
}

export const chosen = ({ number, name, address }: CustomerOption): Choice => ({
  kind: 'chosen',
  number,
  name,
  address,
});

function Person({ option, isBrief }: { option: CustomerOption; isBrief: boolean }) {
  const { words, formats } = useSpeech();
  const kinds: Record<EvidenceKind, string> = words.evidence;
  return (
    <span className={css.person}>
      <span className={css.who}>
        <span className={css.name}>{option.name}</span>
        <span className={css.number}>{option.number}</span>
        {isBrief && <span className={css.brief}>{option.address}</span>}
        {option.confidence !== null && <span className={css.percent}>{formats.percent(option.confidence)}</span>}
      </span>
      {!isBrief && <span className={css.address}>{option.address}</span>}
      {!isBrief && option.evidence.length > 0 && (
        <span className={css.evidence}>
          {option.evidence.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same kind of evidence can come twice
            <span key={index} className={css.weight} data-against={one.weight < 0 || undefined}>
              <span className={css.bits}>{formats.signed(one.weight)}</span> {wordFor(kinds, one.kind)}
              {one.text !== undefined && <span className={css.compared}>{one.text}</span>}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}

/** The machine's candidates first, then what the search found; the chosen one always stays in sight. */
function optionsFor(
  candidates: readonly Candidate[],
  found: readonly FoundCustomer[],
  value: Choice,
): readonly CustomerOption[] {
  const options = new Map<string, CustomerOption>();
  for (const one of candidates.slice(0, 5)) {
    options.set(one.customerNumber, {
      number: one.customerNumber,
      name: one.displayName ?? one.customerNumber,
      address: one.displayAddress ?? '',
      confidence: one.confidence,
      evidence: one.evidence ?? [],
    });
  }
  const bare = (number: string, name: string, address: string): void => {
    if (!options.has(number)) options.set(number, { number, name, address, confidence: null, evidence: [] });
  };
  for (const one of found) bare(one.number, one.name, one.address);
  if (value.kind === 'chosen') bare(value.number, value.name, value.address);
  return [...options.values()].slice(0, 12);
}
