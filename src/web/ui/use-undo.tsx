import { UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react';
import { useKeys } from '../keys/keys.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './use-undo.module.css';

const undoMs = 10_000;
/** `undo` null withdraws what is offered: something was done after it that cannot be taken back. */
type Offer = (done: string, undo: (() => Promise<unknown>) | null) => void;

const UndoContext = createContext<{ readonly offer: Offer; readonly undoLast: () => void }>({
  offer: () => {},
  undoLast: () => {},
});

/** Says what was done and offers to take it back for ten seconds, by its button or by Z. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { words, sayError } = useSpeech();
  const open = useRef<{ id: string; undo: () => void } | null>(null);
  const label = words.common.undo;
  const offer = useCallback<Offer>(
    (done, undo) => {
      if (open.current !== null) notifications.hide(open.current.id);
      open.current = null;
      if (undo === null) return;
      const run = () => {
        if (open.current?.id === id) open.current = null;
        notifications.hide(id);
        undo().catch((error) => notifications.show({ message: sayError(error), color: 'red', withBorder: true }));
      };
      const id = notifications.show({
        autoClose: undoMs,
        withBorder: true,
        icon: <IconCircleCheck size="1.2rem" aria-hidden />,
        classNames: { root: css.offer ?? '', icon: css.icon ?? '' },
        onClose: () => {
          if (open.current?.id === id) open.current = null;
        },
        message: (
          <span className={css.line}>
            <span className={css.done}>{done}</span>
            <UnstyledButton className={css.undo} onClick={run}>
              {label} <kbd aria-hidden>Z</kbd>
            </UnstyledButton>
          </span>
        ),
      });
      open.current = { id, undo: run };
    },
    [label, sayError],
  );
  useKeys([
    { on: ['z', 'Ctrl+z'], caps: ['Z'], label: words.keys.undo, scope: 'everywhere', run: () => open.current?.undo() },
  ]);
  useEffect(() => () => notifications.clean(), []);
  const undo = useMemo(() => ({ offer, undoLast: () => open.current?.undo() }), [offer]);
  return <UndoContext value={undo}>{children}</UndoContext>;
}

export const useUndo = () => use(UndoContext).offer;

/** For a field in which nothing was typed: there Ctrl Z means the last step and not the last letter. */
export const useUndoLast = () => use(UndoContext).undoLast;
