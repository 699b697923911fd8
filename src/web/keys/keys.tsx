import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readSetting, writeSetting } from '../ui/local-setting.ts';
import { isSingleCharacter, nameOfPress } from './key-press.ts';
import { needsKeyItself } from './own-keys.ts';

export interface KeyBinding {
  /** Names of key presses after `nameOfPress`. */
  readonly on: readonly string[];
  /** Key caps for the sheet; `on` itself when not given. */
  readonly caps?: readonly string[];
  readonly label: string;
  /** `everywhere` keys stand apart on the sheet. */
  readonly scope?: 'everywhere' | 'here';
  /** Also while a field has the focus. */
  readonly whileTyping?: boolean;
  readonly run: (event: KeyboardEvent) => void;
}

interface Keys {
  readonly register: (bindings: { readonly current: readonly KeyBinding[] }) => () => void;
  readonly bindings: () => readonly KeyBinding[];
  readonly hasSingleKeys: boolean;
  readonly setSingleKeys: (on: boolean) => void;
}

const KeysContext = createContext<Keys | null>(null);
const storageKey = 'mailroom.singleKeys';

/** One listener for every key of the pages; what was registered last is asked first. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const registered = useRef<{ readonly current: readonly KeyBinding[] }[]>([]);
  const [hasSingleKeys, setHasSingleKeys] = useState(() => readSetting(storageKey) !== 'off');

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = nameOfPress(event);
      if (isSingleCharacter(name) && !hasSingleKeys) return;
      if (needsKeyItself(event.target instanceof Element ? event.target : null, name)) return;
      const isTyping = isTextField(event.target);
      // A dialog on top has the keyboard; the page below must not act behind it.
      const isCovered = document.querySelector('[aria-modal="true"]') !== null;
      const latestFirst = registered.current.toReversed().flatMap(({ current }) => current);
      // What a key means on this page goes before what it means everywhere, whichever of them stood first.
      const inTurn = [
        ...latestFirst.filter(({ scope }) => scope !== 'everywhere'),
        ...latestFirst.filter(({ scope }) => scope === 'everywhere'),
      ];
      for (const binding of inTurn) {
        if (!binding.on.includes(name) || (isTyping && binding.whileTyping !== true)) continue;
        if (isCovered && binding.scope !== 'everywhere') continue;
        event.preventDefault();
        binding.run(event);
        return;
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasSingleKeys]);

  const register = useCallback((bindings: { readonly current: readonly KeyBinding[] }) => {
    registered.current.push(bindings);
    return () => {
      registered.current = registered.current.filter((one) => one !== bindings);
    };
  }, []);

  const keys = useMemo(
    (): Keys => ({
      register,
      bindings: () => registered.current.flatMap((one) => one.current),
      hasSingleKeys,
      setSingleKeys: (on) => {
        setHasSingleKeys(on);
        writeSetting(storageKey, on ? 'on' : 'off');
      },
    }),
    [register, hasSingleKeys],
  );
  return <KeysContext value={keys}>{children}</KeysContext>;
}

export function useKeyRegistry(): Keys {
  const keys = use(KeysContext);
  if (keys === null) throw new Error('useKeys needs a KeysProvider above it.');
  return keys;
}

/** Binds keys while the component is on the page. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const { register } = useKeyRegistry();
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => register(latest), [register]);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
}
