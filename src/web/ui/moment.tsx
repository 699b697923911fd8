import { useSpeech } from '../words/words.tsx';
import { useNow } from './use-now.ts';

/** A time as short as it is clear; the whole of it on hover and for machines. */
export function Moment({
  at,
  style = 'short',
  className,
}: {
  at: string;
  style?: 'short' | 'dateTime' | 'date' | 'time';
  className?: string | undefined;
}) {
  const { formats } = useSpeech();
  const now = useNow();
  const text = style === 'short' ? formats.short(at, now) : formats[style](at);
  return (
    <time dateTime={at} title={formats.full(at)} className={className}>
      {text}
    </time>
  );
}
