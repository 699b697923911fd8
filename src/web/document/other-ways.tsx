import { Button, Select, Textarea } from '@mantine/core';
import { IconRotate2 } from '@tabler/icons-react';
import { useState } from 'react';
import { type StageName, stageNames } from '../../domain/stage-name.ts';
import { closeRequest, type DocumentDetail } from '../api/contract.ts';
import { useDraft } from '../ui/use-draft.ts';
import { useSpeech } from '../words/words.tsx';
import css from './other-ways.module.css';

interface OtherWaysProps {
  readonly document: DocumentDetail;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onAgain: (from: StageName) => void;
  readonly onClose: (reason: string, whenSent: () => void) => void;
}

const noReason = '';
const parseReason = (stored: unknown) => (typeof stored === 'string' ? stored : null);

/** Ordering a stage again, or ending the document with a reason: the ways out that are not an answer. */
export function OtherWays({ document, isOpen, isBusy, onAgain, onClose }: OtherWaysProps) {
  const { words } = useSpeech();
  const [from, setFrom] = useState<StageName>(document.stage);
  const reason = useDraft(`close.${document.id}`, noReason, parseReason);
  const isReason = closeRequest.shape.reason.safeParse(reason.value.trim()).success;
  const reached = stageNames.slice(0, stageNames.indexOf(document.stage) + 1);
  return (
    <details className={css.ways} open={isOpen}>
      <summary className={css.summary}>{words.resolve.otherWays}</summary>
      <div className={css.again}>
        <Select
          label={words.resolve.again}
          size="xs"
          data={reached.map((stage) => ({ value: stage, label: words.stages[stage] }))}
          value={from}
          onChange={(next) => setFrom(stageNames.find((stage) => stage === next) ?? from)}
          allowDeselect={false}
        />
        <Button
          variant="default"
          size="xs"
          disabled={isBusy}
          leftSection={<IconRotate2 size="1rem" aria-hidden />}
          onClick={() => onAgain(from)}
        >
          {words.resolve.againButton}
        </Button>
      </div>
      <form
        className={css.close}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReason && !isBusy) onClose(reason.value.trim(), reason.drop);
        }}
      >
        <Textarea
          label={words.resolve.closeTitle}
          description={words.resolve.closeHint}
          placeholder={words.resolve.closeReason}
          size="xs"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={reason.value}
          onChange={(event) => reason.set(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs" disabled={!isReason || isBusy}>
          {words.resolve.closeButton}
        </Button>
      </form>
    </details>
  );
}
