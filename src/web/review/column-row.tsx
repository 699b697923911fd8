import { IconCheck, IconFlag3, IconLoader2 } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { DoubtfulField } from '../api/contract.ts';
import { nameOfPress } from '../keys/key-press.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { useUndoLast } from '../ui/use-undo.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './column-row.module.css';
import { FieldSnippet } from './field-snippet.tsx';
import { faultOf, fieldText } from './review-draft.ts';
import { type ColumnAnswer, nameOf, type Outcome } from './use-column-saving.ts';

const parseText = (stored: unknown) => (typeof stored === 'string' ? stored : null);
const a4 = { widthMm: 210, heightMm: 297 };
const snippetRem = 30;

/** What the column can ask of a row. */
export interface RowHandle {
  readonly input: HTMLInputElement;
  /** What would be saved now; null when it is saved, on its way, or no value. */
  readonly answer: () => ColumnAnswer | null;
  readonly settle: (state: 'busy' | Outcome) => void;
  /** Taken back: to be answered again, with what was typed. */
  readonly reopen: (typed: string) => void;
}

/** One cutting with its value, saved the moment it is accepted, and why not when it could not be. */
export function ColumnRow({
  item,
  rows,
  onAccept,
  onStep,
}: {
  item: DoubtfulField;
  /** Where the row makes itself known. */
  rows: RefObject<Map<string, RowHandle>>;
  onAccept: (row: RowHandle) => void;
  onStep: (from: HTMLInputElement | null, by: 1 | -1) => void;
}) {
  const { words, formats, language, sayProblem } = useSpeech();
  const undoLast = useUndoLast();
  const { field, documentId, at } = item;
  const input = useRef<HTMLInputElement>(null);
  const written = fieldText(field, formats, language);
  const draft = useDraft(`field.${documentId}.${at}.${field.name}.${field.value}`, written, parseText);
  const [settled, setSettled] = useState<'open' | 'busy' | Outcome>('open');
  const fault = faultOf(field.name, draft.value);
  const label = words.fields[nameOf(field.name)];
  const left = typeof settled === 'object' ? settled : null;
  const isSaved = settled === 'saved';
  const handle = (): RowHandle | null =>
    input.current && {
      input: input.current,
      answer: () => (fault !== null || isSaved || settled === 'busy' ? null : { item, value: draft.value }),
      settle: (state) => {
        setSettled(state);
        if (state === 'saved') draft.drop();
      },
      reopen: (typed) => {
        setSettled('open');
        draft.set(typed);
      },
    };
  const latest = useRef(handle);
  latest.current = handle;
  const key = rowKey(item);
  useEffect(() => {
    const all = rows.current;
    const of = <Result,>(get: (now: RowHandle) => Result, none: Result) => {
      const now = latest.current();
      return now === null ? none : get(now);
    };
    const field = input.current;
    if (field !== null)
      all.set(key, {
        input: field,
        answer: () => of((now) => now.answer(), null),
        settle: (state) => of((now) => now.settle(state), undefined),
        reopen: (typed) => of((now) => now.reopen(typed), undefined),
      });
    return () => {
      all.delete(key);
    };
  }, [rows, key]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (nameOfPress(event) === 'Ctrl+z' && (isSaved || !draft.isKept)) {
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
      const row = handle();
      // A key that is held down accepts this one and not all that follow.
      if (event.repeat) return;
      if (isSaved) onStep(event.currentTarget, 1);
      else if (row !== null && row.answer() !== null) onAccept(row);
    } else if (event.key === 'Escape') draft.drop();
  };
  const state = isSaved ? 'done' : settled === 'busy' ? 'busy' : left !== null ? 'failed' : item.doubt;
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
          readOnly={isSaved || settled === 'busy'}
          placeholder={words.review.fieldEmpty}
          maxLength={400}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={fault !== null || undefined}
          onChange={(event) => {
            setSettled('open');
            draft.set(event.currentTarget.value);
          }}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
        />
        {fault !== null && <span className={css.fault}>{words.review.faults[fault]}</span>}
        {left !== null && (
          <span className={css.fault} role="alert">
            {words.review.columnLeft} {sayProblem(left)}
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

export const rowKey = ({ documentId, at, field }: DoubtfulField) => `${documentId}/${at}/${field.name}/${field.value}`;
