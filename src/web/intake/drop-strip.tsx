import { Button, Select } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type Channel, channels } from '../../domain/channel.ts';
import { useSpeech } from '../words/words.tsx';
import css from './drop-strip.module.css';

/** Where documents come in by hand. The whole page takes drops; this says so, and has the button for the keyboard. */
export function DropStrip({
  channel,
  onChannel,
  onChoose,
}: {
  channel: Channel;
  onChannel: (channel: Channel) => void;
  onChoose: () => void;
}) {
  const { words } = useSpeech();
  return (
    <div className={css.strip}>
      <IconFileUpload size="1.5rem" stroke={1.4} aria-hidden className={css.icon} />
      <div className={css.say}>
        <span className={css.drop}>
          {words.intake.drop} <span className={css.or}>{words.intake.dropOr}</span>
        </span>
        <span className={css.kinds}>{words.intake.kinds}</span>
      </div>
      <Button variant="default" size="xs" onClick={onChoose}>
        {words.intake.choose}
      </Button>
      <Select
        className={css.channel}
        size="xs"
        aria-label={words.intake.channelOf}
        title={words.intake.channelOf}
        data={channels.map((one) => ({ value: one, label: words.channels[one] }))}
        value={channel}
        onChange={(next) => onChannel(channels.find((one) => one === next) ?? channel)}
        allowDeselect={false}
        comboboxProps={{ width: '9rem' }}
      />
    </div>
  );
}
