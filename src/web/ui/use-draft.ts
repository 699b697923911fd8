import { useCallback, useState } from 'react';

const prefix = 'mailroom.draft.';

/**
 * What a person types, kept on this machine under `key` until it is dropped: a reload, a closed tab or a look at another
 * item loses nothing. `parse` decides whether what was stored still makes sense.
 */
export function useDraft<T>(key: string, initial: T, parse: (stored: unknown) => T | null): Draft<T> {
  const [state, setState] = useState(() => ({ key, kept: read(key, parse) }));
  // Another item in the same place has its own draft, from its first picture on.
  const kept = state.key === key ? state.kept : read(key, parse);
  const set = useCallback(
    (next: T) => {
      setState({ key, kept: next });
      write(key, next);
    },
    [key],
  );
  const drop = useCallback(() => {
    remove(key);
    setState({ key, kept: null });
  }, [key]);
  return { value: kept ?? initial, set, drop, isKept: kept !== null };
}

export interface Draft<T> {
  readonly value: T;
  readonly set: (next: T) => void;
  readonly drop: () => void;
  readonly isKept: boolean;
}

function read<T>(key: string, parse: (stored: unknown) => T | null): T | null {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? null : parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Full or forbidden storage: the words are still on the page.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Nothing was stored, so nothing has to go.
  }
}
