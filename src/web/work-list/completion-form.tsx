import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { Draft } from '../ui/use-draft.ts';
import { useSpeech } from '../words/words.tsx';
import { type CompletionDraft, dispositions } from './completion-draft.ts';
import css from './completion-form.module.css';

interface CompletionFormProps {
  readonly draft: Draft<CompletionDraft>;
  readonly isBusy: boolean;
  readonly onComplete: () => void;
  readonly onGiveBack: () => void;
}

/** The outcome and a note; or giving the item back. */
export function CompletionForm({ draft, isBusy, onComplete, onGiveBack }: CompletionFormProps) {
  const { words } = useSpeech();
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        onComplete();
      }}
    >
      <fieldset className={css.dispositions}>
        <legend className={css.legend}>{words.work.disposition}</legend>
        {dispositions.map((one) => (
          <UnstyledButton
            key={one}
            className={css.disposition}
            aria-pressed={draft.value.disposition === one}
            onClick={() => draft.set({ ...draft.value, disposition: one })}
          >
            {words.dispositions[one]}
          </UnstyledButton>
        ))}
      </fieldset>
      <Textarea
        label={words.work.note}
        placeholder={words.work.notePlaceholder}
        description={draft.isKept && draft.value.note !== '' ? words.work.noteKept : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxRows={9}
        maxLength={4000}
        value={draft.value.note}
        onChange={(event) => draft.set({ ...draft.value, note: event.currentTarget.value })}
      />
      <div className={css.buttons}>
        <Button
          type="submit"
          loading={isBusy}
          leftSection={<IconCheck size="1.1rem" aria-hidden />}
          rightSection={<kbd aria-hidden>{words.keys.ctrl} ⏎</kbd>}
        >
          {words.work.complete}
        </Button>
        <Button
          variant="default"
          disabled={isBusy}
          leftSection={<IconArrowBackUp size="1.1rem" aria-hidden />}
          onClick={onGiveBack}
        >
          {words.work.giveBack}
        </Button>
      </div>
    </form>
  );
}
