import { useMemo, useRef, useState } from 'react';
import { type KeptUpload, packUploads, unpackUploads, withoutFinished } from './kept-uploads.ts';

export interface KeptUploads {
  readonly all: readonly KeptUpload[];
  readonly find: (fingerprint: string) => KeptUpload | undefined;
  readonly keep: (uploads: readonly KeptUpload[]) => void;
  readonly taken: (key: string, documentId: string) => void;
  readonly forget: (keys: (upload: KeptUpload) => boolean) => void;
}

/** The uploads of this account that are not through, in the browser's storage; without a storage nothing is kept. */
export function useKeptUploads(accountId: string): KeptUploads {
  const place = `mailroom.uploads.${accountId}`;
  const [all, setAll] = useState(() => unpackUploads(read(place), Date.now()));
  const latest = useRef(all);
  return useMemo((): KeptUploads => {
    const set = (next: readonly KeptUpload[]) => {
      latest.current = withoutFinished(next);
      setAll(latest.current);
      write(place, latest.current.length === 0 ? null : packUploads(latest.current, Date.now()));
    };
    return {
      all,
      find: (fingerprint) => latest.current.find((each) => each.fingerprint === fingerprint),
      keep: (uploads) => {
        const keys = new Set(uploads.map(({ key }) => key));
        set([...latest.current.filter(({ key }) => !keys.has(key)), ...uploads]);
      },
      taken: (key, documentId) =>
        set(latest.current.map((each) => (each.key === key ? { ...each, documentId } : each))),
      forget: (isMeant) => set(latest.current.filter((each) => !isMeant(each))),
    };
  }, [all, place]);
}

function read(place: string): string | null {
  try {
    return window.localStorage.getItem(place);
  } catch {
    return null;
  }
}

function write(place: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(place);
    else window.localStorage.setItem(place, text);
  } catch {
    // A full or forbidden storage: after a reload the files are chosen and sent as new ones, as without it.
  }
}
