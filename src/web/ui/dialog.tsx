import { CloseButton, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/words.tsx';
import css from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  /** Off where the first field says what the dialog is for. */
  readonly showsTitle?: boolean;
  readonly size: string;
  readonly yOffset?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the page. Built from the library's parts, because its own heading would be a second banner of the page. */
export function Dialog({ title, showsTitle = true, size, yOffset = '8vh', onClose, children }: DialogProps) {
  const { words } = useSpeech();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      yOffset={yOffset}
      lockScroll={false}
      transitionProps={{ duration: 90 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        {showsTitle && (
          <div className={css.head}>
            <h2 className={css.title}>{title}</h2>
            <CloseButton aria-label={words.common.close} onClick={onClose} />
          </div>
        )}
        <div className={showsTitle ? css.body : undefined}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
