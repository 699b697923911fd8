import { Button, CloseButton, Progress } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconClockHour4, IconRefresh, IconUpload } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSpeech } from '../words/words.tsx';
import css from './upload-list.module.css';
import { isOpen, type UploadEntry, useUploads } from './uploads.tsx';

/** What is being taken in and what became of it, until it is cleared. */
export function UploadList({ batchId = null }: { batchId?: string | null }) {
  const { words } = useSpeech();
  const { entries: all, clear, missing, forgetMissing } = useUploads();
  const entries = all.filter((entry) => entry.batchId === batchId);
  const missingCount = missing(batchId);
  if (entries.length === 0 && missingCount === 0) return null;
  const taken = entries.filter((entry) => entry.state.kind === 'taken').length;
  const refused = entries.filter((entry) => entry.state.kind === 'refused').length;
  return (
    <section className={css.panel} aria-label={words.intake.uploads}>
      <header className={css.head}>
        <h2 className={css.title}>
          {batchId === null ? words.intake.uploadsDone(taken) : words.lightTable.sent(taken, entries.length)}
          {refused > 0 && <span className={css.refusedCount}> · {words.intake.uploadsRefused(refused)}</span>}
        </h2>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => clear(batchId)}>
          {words.intake.uploadClear}
        </Button>
      </header>
      {missingCount > 0 && (
        <p className={css.missing} role="status">
          {words.intake.uploadsMissing(missingCount)}
          <Button variant="subtle" size="compact-sm" color="gray" onClick={() => forgetMissing(batchId)}>
            {words.intake.uploadsForget}
          </Button>
        </p>
      )}
      <ul className={css.list}>
        {entries.map((entry) => (
          <UploadLine key={entry.key} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function UploadLine({ entry }: { entry: UploadEntry }) {
  const { words, formats, sayProblem } = useSpeech();
  const { retry, stop } = useUploads();
  const { state } = entry;
  return (
    <li className={css.line} data-state={state.kind}>
      <span className={css.icon} aria-hidden>
        {state.kind === 'taken' && <IconCircleCheck size="1.1rem" />}
        {state.kind === 'refused' && <IconAlertCircle size="1.1rem" />}
        {(state.kind === 'waiting' || state.kind === 'pausing') && <IconClockHour4 size="1.1rem" />}
        {state.kind === 'sending' && <IconUpload size="1.1rem" />}
      </span>
      <span className={css.name} title={entry.name}>
        {state.kind === 'taken' ? <Link to={`/documents/${state.documentId}`}>{entry.name}</Link> : entry.name}
      </span>
      <span className={css.size}>{formats.bytes(entry.byteLength)}</span>
      <span className={css.outcome}>
        {state.kind === 'waiting' && words.intake.uploadWaiting}
        {state.kind === 'pausing' && words.intake.uploadPausing}
        {state.kind === 'sending' && (
          <>
            <Progress value={state.fraction * 100} className={css.bar} aria-label={entry.name} />
            {state.fraction < 1
              ? words.intake.uploadSending(formats.percent(state.fraction))
              : words.intake.uploadChecking}
          </>
        )}
        {state.kind === 'taken' && (state.isNew ? words.intake.uploadTaken : words.intake.uploadKnown)}
        {state.kind === 'refused' && (
          <>
            <strong>{words.intake.uploadRefused}:</strong> {sayProblem(state.problem)}
          </>
        )}
      </span>
      {isOpen(entry) && (
        <CloseButton
          size="sm"
          aria-label={`${words.intake.uploadStop}: ${entry.name}`}
          onClick={() => stop(entry.key)}
        />
      )}
      {state.kind === 'refused' && state.canRetry && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size="0.9rem" aria-hidden />}
          onClick={() => retry(entry.key)}
        >
          {words.common.retry}
        </Button>
      )}
    </li>
  );
}
