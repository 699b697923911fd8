import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { shortDigest } from '../format/field-value.ts';
import { useSpeech } from '../words/words.tsx';
import css from './copy-value.module.css';

/** A digest or id in short, whole on hover, and copied whole. */
export function CopyValue({ value, label }: { value: string; label: string }) {
  const { words } = useSpeech();
  return (
    <span className={css.value}>
      <code title={value}>{shortDigest(value)}</code>
      <CopyButton value={value} timeout={2000}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? words.common.copied : words.common.copy}>
            <ActionIcon
              variant="subtle"
              size="sm"
              color="gray"
              onClick={copy}
              aria-label={`${words.common.copy}: ${label}`}
            >
              {copied ? <IconCheck size="0.9rem" aria-hidden /> : <IconCopy size="0.9rem" aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
