import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import css from './choice-list.module.css';

export interface ChoiceOption {
  readonly key: string;
  /** On its key cap, when a key chooses it. */
  readonly cap: string | null;
  readonly content: ReactNode;
}

interface ChoiceListProps {
  readonly label: string;
  readonly options: readonly ChoiceOption[];
  readonly value: string | null;
  readonly onChoose: (key: string) => void;
  readonly isRow?: boolean;
  /** Number caps are shown where the numbers work right now. */
  readonly hasCaps: boolean;
  readonly ref?: Ref<HTMLDivElement>;
  readonly describedBy?: string | undefined;
}

/**
 * One choice of several with one place in the tab order: arrows move it, and Enter stays free for the page ("accept
 * all"), which a group of radio buttons would take.
 */
export function ChoiceList({
  label,
  options,
  value,
  onChoose,
  isRow = false,
  hasCaps,
  ref,
  describedBy,
}: ChoiceListProps) {
  const id = useId();
  const at = options.findIndex((option) => option.key === value);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = options[at === -1 ? (step === 1 ? 0 : options.length - 1) : at + step];
    if (next !== undefined) onChoose(next.key);
  };
  return (
    <div
      ref={ref}
      className={css.list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isRow ? 'horizontal' : 'vertical'}
      aria-activedescendant={at === -1 ? undefined : `${id}-${at}`}
      aria-describedby={describedBy}
      data-row={isRow || undefined}
      onKeyDown={onKeyDown}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keyboard for all of them
        <div
          key={option.key}
          id={`${id}-${index}`}
          className={css.option}
          role="option"
          tabIndex={-1}
          aria-selected={option.key === value}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            onChoose(option.key);
            event.currentTarget.parentElement?.focus({ preventScroll: true });
          }}
        >
          <kbd aria-hidden data-off={!hasCaps || option.cap === null || undefined}>
            {option.cap ?? ''}
          </kbd>
          {option.content}
        </div>
      ))}
    </div>
  );
}
