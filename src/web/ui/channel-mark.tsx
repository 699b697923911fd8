import { IconAt, IconMail, IconPrinter, IconWorldUpload } from '@tabler/icons-react';
import type { Channel } from '../../domain/channel.ts';
import { useSpeech } from '../words/words.tsx';
import css from './channel-mark.module.css';

const icons: Record<Channel, typeof IconAt> = {
  letter: IconMail,
  fax: IconPrinter,
  email: IconAt,
  portal: IconWorldUpload,
};

export function ChannelMark({ channel }: { channel: Channel }) {
  const { words } = useSpeech();
  const Icon = icons[channel];
  return (
    <span className={css.mark}>
      <Icon size="1.2em" stroke={1.6} aria-hidden />
      {words.channels[channel]}
    </span>
  );
}
