import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queries } from '../api/queries.ts';

export interface FoundCustomer {
  readonly number: string;
  readonly name: string;
  readonly address: string;
}

const restMs = 200;
const shownMax = 6;
const lettersMin = 2;

/**
 * Customers found while one types, and what Enter takes of them: never a hit of an earlier word, which would be another
 * customer. An Enter that comes before the answer is kept until it is there (`isWaiting`: nothing may be answered
 * meanwhile) and counts only if what was typed is the number or the name of the one customer found; otherwise the hits
 * are there to look at. Typing on, or `forget`, takes it back.
 *
 * @param chosen what is chosen now; whoever chooses another way meanwhile has changed their mind about the Enter.
 * @param onPick `isEarly`: by an Enter before the answer, so that nobody has seen this customer yet.
 */
export function useCustomerSearch(chosen: unknown, onPick: (customer: FoundCustomer, isEarly: boolean) => void) {
  const [typed, setTyped] = useState('');
  const [early, setEarly] = useState<string | null>(null);
  const word = typed.trim();
  const [query] = useDebouncedValue(word, restMs);
  const isSearch = query.length >= lettersMin;
  const found = useQuery({ ...queries.customers(query), enabled: isSearch, placeholderData: keepPreviousData });
  const all = isSearch ? (found.data?.items ?? []) : [];
  const items = all
    .slice(0, shownMax)
    .map((one): FoundCustomer => ({ number: one.customerNumber, name: one.displayName, address: one.displayAddress }));
  const isAnswered = query === word && found.isSuccess && !found.isPlaceholderData;

  // biome-ignore lint/correctness/useExhaustiveDependencies: that it changes is what counts
  useEffect(() => setEarly(null), [chosen]);

  const pick = useRef(onPick);
  pick.current = onPick;
  const only = items.length === 1 ? items[0] : undefined;
  useEffect(() => {
    if (early === null || !(isAnswered || found.isError)) return;
    setEarly(null);
    if (early === query && only !== undefined && isNamed(only, early)) pick.current(only, true);
  }, [early, found.isError, isAnswered, only, query]);

  return {
    typed,
    query,
    items,
    hasMore: all.length > items.length,
    isWaiting: early !== null,
    hasNone: isSearch && isAnswered && items.length === 0,
    type(text: string): void {
      setEarly(null);
      setTyped(text);
    },
    forget: (): void => setEarly(null),
    enter(): void {
      const [first] = items;
      if (word.length < lettersMin) return;
      if (!isAnswered) setEarly(word);
      else if (first !== undefined) onPick(first, false);
    },
  };
}

/** Whether each word that was typed begins a word of the name or is the number; a hit that only sounds alike is looked at first. */
function isNamed({ number, name }: FoundCustomer, typed: string): boolean {
  const wordsOf = (text: string) =>
    text
      .toLocaleLowerCase('de')
      .split(/[\s,.-]+/)
      .filter((word) => word !== '');
  const named = wordsOf(name);
  return typed === number || wordsOf(typed).every((word) => named.some((each) => each.startsWith(word)));
}
