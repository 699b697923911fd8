import { IconFlag3 } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import type { FieldFault } from '../../domain/entered-field.ts';
import type { Box } from '../../domain/page.ts';
import { nameOfPress } from '../keys/key-press.ts';
import { useUndoLast } from '../ui/use-undo.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './field-row.module.css';
import { FieldSnippet } from './field-snippet.tsx';

interface FieldRowProps {
  /** Set when Tab stops here. */
  readonly stop: string | null;
  readonly documentId: string;
  readonly name: string;
  readonly place: {
    readonly page: number;
    readonly box: Box;
    readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  } | null;
  readonly value: string;
  /** What the machine read, when something else was typed. */
  readonly was: string | null;
  readonly doubt: 'checksum' | 'unsure' | null;
  readonly fault: FieldFault | null;
  readonly mark: ReactNode;
  readonly confidence: number | null;
  readonly isActive: boolean;
  readonly hasFocus?: boolean;
  readonly onActive: (isActive: boolean) => void;
  readonly onType: (text: string) => void;
  /** The field has the focus: somebody looks at it. */
  readonly onLook: () => void;
  readonly onNext: () => void;
}

const snippetRem = 12;

/** A field: its name, the place cut out of the page, and its value to compare with it and to correct. */
export function FieldRow(props: FieldRowProps) {
  const { words, formats } = useSpeech();
  const id = useId();
  const undoLast = useUndoLast();
  const label = wordFor(words.fields, props.name);
  const { place, doubt, fault } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (nameOfPress(event) === 'Ctrl+z' && props.was === null) {
      event.preventDefault();
      undoLast();
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (fault === null) props.onNext();
    } else if (event.key === 'Escape') {
      if (props.was !== null) props.onType(props.was);
      else event.currentTarget.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      stepField(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  return (
    <li
      className={css.row}
      data-active={props.isActive || undefined}
      data-doubt={doubt !== null || undefined}
      onMouseEnter={() => props.onActive(true)}
    >
      <label htmlFor={id} className={css.name}>
        {doubt !== null && (
          <IconFlag3 size="0.95em" stroke={2} role="img" aria-label={words.review.doubts[doubt]} className={css.flag} />
        )}
        {label}
      </label>
      {place === null ? (
        <span className={css.placeless} />
      ) : (
        <FieldSnippet
          documentId={props.documentId}
          page={place.page}
          box={place.box}
          sheet={place.sheet}
          label={words.review.fieldBySnippet(label)}
          widthRem={snippetRem}
        />
      )}
      <span className={css.value}>
        <input
          id={id}
          className={css.input}
          data-stop={props.stop ?? undefined}
          data-field
          value={props.value}
          placeholder={words.review.fieldEmpty}
          maxLength={400}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the field was asked for a moment ago
          autoFocus={props.hasFocus ?? false}
          aria-invalid={fault !== null || undefined}
          aria-describedby={fault === null ? undefined : `${id}-fault`}
          onChange={(event) => props.onType(event.currentTarget.value)}
          onFocus={(event) => {
            props.onActive(true);
            props.onLook();
            event.currentTarget.select();
          }}
          onKeyDown={onKeyDown}
        />
        {props.was !== null && <span className={css.was}>{words.review.fieldWas(props.was)}</span>}
        {fault !== null && (
          <span id={`${id}-fault`} className={css.fault}>
            {words.review.faults[fault]}
          </span>
        )}
      </span>
      <span className={css.confidence} data-doubt={doubt !== null || undefined}>
        {props.mark}
        {props.confidence !== null && props.was === null && formats.percent(props.confidence)}
      </span>
    </li>
  );
}

function stepField(from: HTMLElement, step: 1 | -1): void {
  const all = [...(from.closest('ul')?.querySelectorAll<HTMLInputElement>('input[data-field]') ?? [])];
  const next = all[from instanceof HTMLInputElement ? all.indexOf(from) + step : 0];
  next?.focus();
}
