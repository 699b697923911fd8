import { useCallback, useState } from 'react';
import { useMe } from '../frame/session.tsx';
import { packDraft, unpackDraft } from './kept-draft.ts';
import { readSetting, removeSetting, settingKeys, writeSetting } from './local-setting.ts';

const prefix = 'mailroom.draft.';

export interface Draft<T> {
  readonly value: T;
  readonly set: (next: T) => void;
  readonly drop: () => void;
  readonly isKept: boolean;
}

/**
 * What a person types, kept on this machine under `key` until it is dropped: a reload, a closed tab or a look at another
 * item loses nothing. Each account has its own, because machines are shared. `parse` decides whether what was stored
 * still makes sense.
 */
export function useDraft<T>(key: string, initial: T, parse: (stored: unknown) => T | null): Draft<T> {
  const { accountId } = useMe();
  const place = placeOf(accountId, key);
  const [state, setState] = useState(() => ({ place, kept: read(place, parse) }));
  // Another item in the same place has its own draft, from its first picture on.
  const kept = state.place === place ? state.kept : read(place, parse);
  const set = useCallback(
    (next: T) => {
      setState({ place, kept: next });
      writeSetting(place, packDraft(next, Date.now()));
    },
    [place],
  );
  const drop = useCallback(() => {
    removeSetting(place);
    setState({ place, kept: null });
  }, [place]);
  return { value: kept ?? initial, set, drop, isKept: kept !== null };
}

/** Puts a draft back from outside its form. */
export function keepDraft(accountId: string, key: string, value: unknown): void {
  writeSetting(placeOf(accountId, key), packDraft(value, Date.now()));
}

/** Forgets a draft from outside its form. */
export function dropDraft(accountId: string, key: string): void {
  removeSetting(placeOf(accountId, key));
}

const placeOf = (accountId: string, key: string) => `${prefix}${accountId}.${key}`;

function read<T>(place: string, parse: (stored: unknown) => T | null): T | null {
  return parse(unpackDraft(readSetting(place), Date.now()));
}

/** Removes drafts nobody came back to. */
export function sweepDrafts(): void {
  for (const place of settingKeys()) {
    if (place.startsWith(prefix) && unpackDraft(readSetting(place), Date.now()) === null) removeSetting(place);
  }
}
