import { Textarea, TextInput } from '@mantine/core';
import { useSpeech } from '../words/words.tsx';
import { countOf } from './batch-filter.ts';
import css from './batch-form.module.css';

/** As typed. */
export interface Counts {
  readonly sheets: string;
  readonly envelopes: string;
  readonly note: string;
}

export function CountFields({
  value,
  onChange,
  showsErrors,
}: {
  value: Counts;
  onChange: (next: Counts) => void;
  showsErrors: boolean;
}) {
  const { words } = useSpeech();
  const { batches } = words;
  const errorOf = (text: string) => (showsErrors && countOf(text) === undefined ? batches.countWrong : null);
  return (
    <>
      <div className={css.pair}>
        <TextInput
          label={batches.sheets}
          description={batches.sheetsHint}
          inputMode="numeric"
          value={value.sheets}
          onChange={(event) => onChange({ ...value, sheets: event.currentTarget.value })}
          error={errorOf(value.sheets)}
          autoComplete="off"
        />
        <TextInput
          label={batches.envelopes}
          description={batches.envelopesHint}
          inputMode="numeric"
          value={value.envelopes}
          onChange={(event) => onChange({ ...value, envelopes: event.currentTarget.value })}
          error={errorOf(value.envelopes)}
          autoComplete="off"
        />
      </div>
      <Textarea
        label={batches.note}
        rows={2}
        maxLength={1000}
        value={value.note}
        onChange={(event) => onChange({ ...value, note: event.currentTarget.value })}
      />
    </>
  );
}
