import { IconCheck, IconFlag3, IconLoader2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { fieldNames } from '../../domain/index-data.ts';
import type { DoubtfulField } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { nameOfPress } from '../keys/key-press.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { useUndo, useUndoLast } from '../ui/use-undo.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './column-row.module.css';
import { FieldSnippet } from './field-snippet.tsx';
import { faultOf, fieldText } from './review-draft.ts';
import { useWorkSeconds } from './use-work-seconds.ts';

const parseText = (stored: unknown) => (typeof stored === 'string' ? stored : null);
const a4 = { widthMm: 210, heightMm: 297 };
const snippetRem = 30;

/** One cutting with its value. Saved by itself the moment it is accepted, and taken back by itself. */
export function ColumnRow({
  item,
  hasFocus,
  onStep,
}: {
  item: DoubtfulField;
  hasFocus: boolean;
  onStep: (from: HTMLInputElement | null, by: 1 | -1) => void;
}) {
  const { words, formats, language, sayError } = useSpeech();
  const client = useQueryClient();
  const announce = useAnnounce();
  const offerUndo = useUndo();
  const undoLast = useUndoLast();
  const { field, documentId, at } = item;
  const input = useRef<HTMLInputElement>(null);
  const written = fieldText(field, formats, language);
  const draft = useDraft(`field.${documentId}.${at}.${field.name}`, written, parseText);
  const fault = faultOf(field.name, draft.value);
  const label = words.fields[nameOf(field.name)];
  const seconds = useWorkSeconds(`${documentId}/${at}`);
  // A document can be in the column with two fields; each save makes a new revision of it.
  const revision = async () => (await api.document(documentId, undefined)).revision;
  const save = useMutation({
    mutationFn: async () =>
      api.setFields(documentId, {
        revision: await revision(),
        fields: [{ at, name: nameOf(field.name), value: draft.value }],
        seconds: Math.min(seconds(), 600),
      }),
    onSuccess: () => {
      const said = draft.value.trim() === '' ? words.review.columnRemoved : words.review.columnSaved(draft.value);
      const typed = draft.value;
      announce(said);
      draft.drop();
      void client.invalidateQueries({ queryKey: ['document', documentId] });
      offerUndo(said, async () => {
        await api.undoAnswer(documentId);
        save.reset();
        draft.set(typed);
        input.current?.focus();
      });
    },
  });
  useEffect(() => {
    if (hasFocus) input.current?.focus({ preventScroll: true });
  }, [hasFocus]);

  const accept = () => {
    if (fault !== null || save.isPending || save.isSuccess) return;
    save.mutate();
    onStep(input.current, 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (nameOfPress(event) === 'Ctrl+z' && (save.isSuccess || !draft.isKept)) {
      event.preventDefault();
      undoLast();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (by !== undefined) {
      event.preventDefault();
      onStep(event.currentTarget, by);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (save.isSuccess) onStep(event.currentTarget, 1);
      else accept();
    } else if (event.key === 'Escape') draft.drop();
  };
  const state = save.isSuccess ? 'done' : save.isPending ? 'busy' : save.isError ? 'failed' : item.doubt;
  return (
    <li className={css.row} data-state={state}>
      <span className={css.cutting}>
        {field.page !== null && field.box !== null && (
          <FieldSnippet
            documentId={documentId}
            page={field.page}
            box={field.box}
            sheet={
              item.widthMm === null || item.heightMm === null ? a4 : { widthMm: item.widthMm, heightMm: item.heightMm }
            }
            label={words.review.fieldBySnippet(label)}
            widthRem={snippetRem}
            isLazy
          />
        )}
      </span>
      <span className={css.value}>
        <input
          ref={input}
          className={css.input}
          aria-label={`${label}, ${item.filename}`}
          value={draft.value}
          readOnly={save.isSuccess}
          placeholder={words.review.fieldEmpty}
          maxLength={400}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={fault !== null || undefined}
          onChange={(event) => draft.set(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
        />
        {fault !== null && <span className={css.fault}>{words.review.faults[fault]}</span>}
        {save.isError && (
          <span className={css.fault} role="alert">
            {sayError(save.error)}
          </span>
        )}
      </span>
      <span className={css.state}>
        {state === 'done' && (
          <>
            <IconCheck size="1rem" stroke={2.2} aria-hidden />
            {words.review.columnDone}
          </>
        )}
        {state === 'busy' && <IconLoader2 size="1rem" aria-hidden className={css.turning} />}
        {(state === 'unsure' || state === 'checksum') && (
          <>
            <IconFlag3 size="1rem" stroke={2} aria-hidden />
            {state === 'unsure' ? formats.percent(field.confidence) : words.review.doubts.checksum}
          </>
        )}
      </span>
      <span className={css.document}>
        <ChannelMark channel={item.channel} />
        <Link to={`/review?document=${documentId}`} title={words.review.columnDocument}>
          {item.filename}
        </Link>
      </span>
    </li>
  );
}

const nameOf = (name: string) => fieldNames.find((one) => one === name) ?? 'fileReference';
