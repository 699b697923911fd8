import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './toggle.module.css';

interface ToggleProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChange: (value: Value) => void;
}

/** A few choices side by side, one of them pressed. */
export function Toggle<Value extends string>({ label, value, options, onChange }: ToggleProps<Value>) {
  return (
    <fieldset className={css.toggle} aria-label={label}>
      {options.map((option) => (
        <UnstyledButton
          key={option.value}
          className={css.option}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
