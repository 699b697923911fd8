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

/**
 * Customers found while one types, and what Enter takes of them: never a hit of an earlier word, which
 * would be another customer. An Enter that comes before the answer is kept until it is there and counts
 * if it names exactly one customer; typing on or leaving the field (`forget`) takes it back.
 */
export function useCustomerSearch(onPick: (customer: FoundCustomer) => void) {
  const [typed, setTyped] = useState('');
  const [early, setEarly] = useState<string | null>(null);
  const word = typed.trim();
  const [query] = useDebouncedValue(word, restMs);
  const isSearch = query.length >= 2;
  const found = useQuery({ ...queries.customers(query), enabled: isSearch, placeholderData: keepPreviousData });
  const all = isSearch ? (found.data?.items ?? []) : [];
  const items = all
    .slice(0, shownMax)
    .map((one): FoundCustomer => ({ number: one.customerNumber, name: one.displayName, address: one.displayAddress }));
  const isAnswered = query === word && found.isSuccess && !found.isPlaceholderData;

  const pick = useRef(onPick);
  pick.current = onPick;
  const only = items.length === 1 ? items[0] : undefined;
  useEffect(() => {
    if (early === null || !isAnswered) return;
    setEarly(null);
    if (early === query && only !== undefined) pick.current(only);
  }, [early, isAnswered, only, query]);

  return {
    typed,
    query,
    items,
    hasMore: all.length > items.length,
    hasNone: isSearch && isAnswered && items.length === 0,
    type(text: string): void {
      setEarly(null);
      setTyped(text);
    },
    forget: (): void => setEarly(null),
    enter(): void {
      const [first] = items;
      if (!isAnswered) setEarly(word);
      else if (first !== undefined) onPick(first);
    },
  };
}
