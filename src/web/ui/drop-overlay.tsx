import { IconFileUpload } from '@tabler/icons-react';
import css from './drop-overlay.module.css';

/** Over the page while files are dragged across it: says what happens when they are let go. */
export function DropOverlay({ text }: { text: string }) {
  return (
    <div className={css.overlay}>
      <IconFileUpload size="3rem" stroke={1.2} aria-hidden />
      <p>{text}</p>
    </div>
  );
}
