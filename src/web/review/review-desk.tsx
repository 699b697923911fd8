import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { queries } from '../api/queries.ts';
import { fieldKey, useMarkedFields } from '../document/marked-fields.ts';
import { useKeys } from '../keys/keys.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { Viewer } from '../viewer/viewer.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import { ClassChoice, guessesOf, numberKeys } from './class-choice.tsx';
import { CustomerChoice, type CustomerOption, chosen } from './customer-choice.tsx';
import { FieldList } from './field-list.tsx';
import css from './review-desk.module.css';
import {
  type Answer,
  answerOf,
  type Doubt,
  doubtsOf,
  firstDraft,
  parseDraft,
  type ReviewDraft,
  takenUp,
  withClass,
} from './review-draft.ts';
import { ReviewHead } from './review-head.tsx';
import { focusDoubt, useNextDoubt } from './use-next-doubt.ts';
import type { ReviewWork } from './use-review-session.ts';
import { useUnseen } from './use-unseen.ts';
import { useWorkSeconds } from './use-work-seconds.ts';

interface ReviewDeskProps {
  readonly work: ReviewWork;
  /** Why the server did not take the answer, when it came back. */
  readonly refused: unknown;
  /** How many are left, at the foot. */
  readonly progress: ReactNode;
  readonly onAnswer: (answer: Answer, draft: ReviewDraft, seconds: number) => void;
  readonly onPutBack: () => void;
  readonly onReload: () => void;
}

export const draftKey = (id: string) => `review.${id}`;

/** One document in hand: its page near to the doubt, and beside it everything that is answered with one key. */
export function ReviewDesk({ work, refused, progress, onAnswer, onPutBack, onReload }: ReviewDeskProps) {
  const { words } = useSpeech();
  const { document } = work;
  const { fields } = document.result;
  const classes = useQuery(queries.classes()).data ?? noClasses;
  const doubts = useMemo(() => doubtsOf(document), [document]);
  const initial = useMemo(() => firstDraft(document, classes), [document, classes]);
  const draft = useDraft(draftKey(document.id), initial, (stored) => {
    const kept = parseDraft(stored);
    return kept && takenUp(kept, document, classes);
  });
  const seconds = useWorkSeconds(document.id);
  const [missing, setMissing] = useState<Doubt | null>(null);
  const [at, setAt] = useState<Doubt | null>(doubts[0] ?? null);
  const unseen = useUnseen(doubts);
  const [lit, setLit] = useState<string | null>(null);
  const form = useRef<HTMLElement>(null);
  const classList = useRef<HTMLDivElement>(null);
  const customerList = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const isSearching = useRef(false);
  const customers = useRef<readonly CustomerOption[]>([]);
  const openClasses = useRef<(() => void) | null>(null);
  const picker = useRef<((word: string) => void) | null>(null);
  const navigate = useNavigate();
  const nextDoubt = useNextDoubt(form);

  useEffect(() => focusDoubt(form.current, null), []);

  const set = (next: ReviewDraft) => {
    setMissing(null);
    draft.set(next);
  };
  const chooseClass = (key: string) => {
    unseen.look('class');
    set(withClass(draft.value, key, classes, document));
  };
  const chooseCustomer = (customer: ReviewDraft['customer']) => {
    unseen.look('customer');
    set({ ...draft.value, customer });
  };
  const goTo = (doubt: Doubt) => {
    if (doubt === 'class') (classList.current ?? form.current)?.focus();
    else if (doubt === 'customer') customerList.current?.focus();
    else focusDoubt(form.current, doubt);
  };
  const accept = () => {
    if (unseen.isTooSoon()) return;
    // Or the customer who was chosen before would be answered instead of the one asked for.
    if (isSearching.current) return search.current?.focus();
    const answer = answerOf(draft.value, fields);
    if ('missing' in answer) {
      setMissing(answer.missing);
      return goTo(answer.missing);
    }
    const [first] = unseen.ask();
    if (first === undefined) return onAnswer(answer, draft.value, seconds());
    goTo(first);
  };
  const lookAt = (doubt: Doubt) => {
    unseen.look(doubt);
    setAt(doubt);
  };
  const nameOf = (doubt: Doubt): string => {
    const [kind, index = ''] = doubt.split('-');
    if (kind === 'class') return words.review.class;
    if (kind === 'customer') return words.review.customer;
    const field = kind === 'field' ? fields[Number(index)] : draft.value.added[Number(index)];
    return wordFor(words.fields, field?.name ?? '');
  };
  const goOn = () => {
    if (!nextDoubt()) form.current?.focus({ preventScroll: true });
  };
  const pick = (index: number) => {
    if (at === 'class') {
      const guess = guessesOf(document, draft.value.classKey)[index];
      if (guess === undefined) return;
      chooseClass(guess.key);
      classList.current?.focus({ preventScroll: true });
      return nextDoubt();
    }
    const option = customers.current[index];
    if (option === undefined) return;
    chooseCustomer(chosen(option));
    customerList.current?.focus({ preventScroll: true });
    nextDoubt();
  };
  const { reviewKeys } = words;
  useKeys([
    // A key that is held down answers this document and not the next ones as well.
    { on: ['Enter'], label: reviewKeys.accept, run: ({ repeat }) => repeat || accept() },
    {
      on: ['Ctrl+Enter'],
      label: reviewKeys.acceptTyping,
      whileTyping: true,
      run: ({ repeat }) => repeat || accept(),
    },
    // Tab itself is listened for elsewhere, because it is not always ours; here it is only explained.
    { on: [], caps: ['Tab'], label: reviewKeys.next, run: () => {} },
    { on: numberKeys, caps: ['1', '…', '9'], label: reviewKeys.pick, run: (event) => pick(Number(event.key) - 1) },
    { on: ['/'], label: reviewKeys.search, run: () => search.current?.focus() },
    {
      on: ['0', 'k'],
      label: reviewKeys.noCustomer,
      run: () => {
        chooseCustomer({ kind: 'none' });
        customerList.current?.focus({ preventScroll: true });
      },
    },
    { on: ['c'], label: reviewKeys.reclassify, run: () => openClasses.current?.() },
    { on: ['s'], label: reviewKeys.putBack, run: onPutBack },
    { on: ['o'], label: reviewKeys.open, run: () => void navigate(`/documents/${document.id}`) },
  ]);

  const marked = useMarkedFields(document);
  const needs = classes.find(({ key }) => key === draft.value.classKey)?.customer;
  return (
    <div className={css.desk}>
      <Viewer
        documentId={document.id}
        pages={document.pages}
        version={document.pages.map(({ rotation }) => rotation).join('.')}
        fields={marked}
        active={lit}
        onActive={setLit}
        look={placeOf(at, document)}
        fitKey="f"
        onPickWord={(word) => picker.current?.(word)}
        absence="none"
      />
      <section ref={form} className={css.answer} aria-label={words.review.panel} tabIndex={-1}>
        <div className={css.scroll}>
          <ReviewHead work={work} />
          {refused !== null && (
            <div className={css.refused}>
              <ProblemAlert error={refused} onReload={onReload} />
            </div>
          )}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: where the focus is says what the numbers choose from */}
          <div data-stop={doubts.includes('class') ? 'class' : undefined} onFocus={() => lookAt('class')}>
            <ClassChoice
              document={document}
              value={draft.value.classKey}
              second={draft.value.secondClassKey}
              isDoubt={doubts.includes('class')}
              hasCaps={at === 'class'}
              list={classList}
              opener={openClasses}
              error={missing === 'class' ? words.review.missingClass : null}
              onChoose={chooseClass}
              onSecond={(secondClassKey) => set({ ...draft.value, secondClassKey })}
            />
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
          <div data-stop={doubts.includes('customer') ? 'customer' : undefined} onFocus={() => lookAt('customer')}>
            <CustomerChoice
              candidates={document.result.customer?.candidates ?? []}
              value={draft.value.customer}
              isDoubt={doubts.includes('customer')}
              hasCaps={at !== 'class'}
              isUnneeded={needs === 'none'}
              list={customerList}
              search={search}
              options={customers}
              picker={picker}
              isSearching={isSearching}
              error={missing === 'customer' ? words.review.missingCustomer : null}
              onChoose={chooseCustomer}
            />
          </div>
          <FieldList
            document={document}
            draft={draft.value}
            active={lit}
            onActive={(key) => {
              setLit(key);
              const index = fields.findIndex((field, place) => fieldKey(field, place) === key);
              if (index !== -1 && isTypingIn(form.current)) setAt(`field-${index}`);
            }}
            onDraft={set}
            onLook={unseen.look}
            onNext={goOn}
          />
        </div>
        {unseen.asked.length > 0 && (
          <p className={css.unseen} role="alert">
            {words.review.unseen(unseen.asked.map(nameOf).join(', '))}
          </p>
        )}
        <footer className={css.foot} data-full={doubts.length > 1 || undefined}>
          <div className={css.progress}>{progress}</div>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            className={css.quiet ?? ''}
            onClick={onPutBack}
            rightSection={<kbd aria-hidden>S</kbd>}
          >
            {words.review.putBack}
          </Button>
          {doubts.length > 1 && (
            <Button variant="default" size="xs" onClick={goOn} rightSection={<kbd aria-hidden>Tab</kbd>}>
              {words.review.next}
            </Button>
          )}
          <Button
            size="xs"
            onClick={accept}
            rightSection={<IconArrowRight size="1rem" aria-hidden />}
            leftSection={<kbd aria-hidden>⏎</kbd>}
          >
            {words.review.accept}
          </Button>
        </footer>
      </section>
    </div>
  );
}

const noClasses: never[] = [];

const isTypingIn = (form: HTMLElement | null) =>
  document.activeElement instanceof HTMLInputElement && (form?.contains(document.activeElement) ?? false);

/** Where on the pages a doubt lies: a field at its own place, the customer where the sender names themselves. */
function placeOf(at: Doubt | null, { result }: ReviewWork['document']) {
  const placed = result.fields.flatMap(({ name, page, box }) =>
    page === null || box === null ? [] : [{ name, page, box }],
  );
  if (at === 'customer') {
    const sender = ['senderAddress', 'senderName', 'customerNumber', 'contractNumber']
      .map((name) => placed.find((field) => field.name === name))
      .find((field) => field !== undefined);
    return sender === undefined ? null : { page: sender.page, box: sender.box };
  }
  const field = at?.startsWith('field-') ? result.fields[Number(at.slice('field-'.length))] : undefined;
  return field?.page == null || field.box === null ? null : { page: field.page, box: field.box };
}
