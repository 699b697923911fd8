import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './table-toolbar.module.css';

/** A button of the light table with its name and its key. */
export function Tool({
  label,
  cap,
  icon,
  isDisabled = false,
  onClick,
}: {
  label: string;
  cap: string;
  icon: ReactNode;
  isDisabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip
      label={
        <>
          {label} <kbd>{cap}</kbd>
        </>
      }
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        className={css.tool}
        aria-label={label}
        disabled={isDisabled}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
