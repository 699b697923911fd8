import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { Box } from '../../domain/page.ts';
import css from './field-boxes.module.css';

export interface MarkedField {
  readonly key: string;
  readonly page: number;
  readonly box: Box;
  readonly label: string;
  readonly value: string;
  readonly isUnsure: boolean;
}

interface FieldBoxesProps {
  readonly fields: readonly MarkedField[];
  readonly active: string | null;
  readonly onActive: (key: string | null) => void;
  /** When given, a click takes the field's value. */
  readonly onPick?: ((value: string) => void) | undefined;
}

/** Boxes over the page where fields were found. Pointing at or moving to one lights its line, and the other way round. */
export const FieldBoxes = memo(function FieldBoxes({ fields, active, onActive, onPick }: FieldBoxesProps) {
  return fields.map((field) => (
    <UnstyledButton
      key={field.key}
      className={css.box}
      style={boxStyle(field.box)}
      aria-label={field.label}
      title={field.label}
      data-active={field.key === active || undefined}
      data-unsure={field.isUnsure || undefined}
      onMouseEnter={() => onActive(field.key)}
      onMouseLeave={() => onActive(null)}
      onFocus={() => onActive(field.key)}
      onBlur={() => onActive(null)}
      onClick={() => onPick?.(field.value)}
    />
  ));
});

export const boxStyle = ([left, top, width, height]: Box) => ({
  left: `${left * 100}%`,
  top: `${top * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
});
