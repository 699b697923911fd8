import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CheckInHand } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { useKeys } from '../keys/keys.tsx';
import { ChoiceList } from '../review/choice-list.tsx';
import { useCustomerSearch } from '../review/use-customer-search.ts';
import { useWorkSeconds } from '../review/use-work-seconds.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './check-page.module.css';
import { useKeptInHand } from './use-kept-in-hand.ts';

export interface Answered {
  readonly classKey: string;
  readonly customerNumber: string | null;
  readonly seconds: number;
}

interface Customer {
  /** Null: no customer's. */
  readonly number: string | null;
  readonly name: string;
  readonly address: string;
}

/** Class by typing, Enter, customer by typing, Enter, Enter: the next document is there. */
export function CheckForm({
  check,
  left,
  onAnswer,
  onPass,
}: {
  check: CheckInHand;
  left: number;
  onAnswer: (said: Answered) => Promise<void>;
  onPass: () => Promise<void>;
}) {
  const { words, language } = useSpeech();
  const { quality } = words;
  const classes = useQuery(queries.classes());
  const nameClass = useClassName();
  const [classKey, setClassKey] = useState<string | null>(null);
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [isClassMissing, setClassMissing] = useState(false);
  const classField = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const isSearching = useRef(false);
  const seconds = useWorkSeconds(check.id);
  const send = useMutation({ mutationFn: onAnswer });
  const pass = useMutation({ mutationFn: onPass });
  const isBusy = send.isPending || pass.isPending;
  const need = classes.data?.find(({ key }) => key === classKey)?.customer;

  const chooseClass = (key: string) => {
    setClassKey(key);
    setClassMissing(false);
    const hasNone = classes.data?.find((one) => one.key === key)?.customer === 'none';
    // After the list of classes has closed and given the focus back.
    window.setTimeout(() => (hasNone || customer !== null ? confirm : search).current?.focus());
  };
  const chooseCustomer = (chosen: Customer, isEarly = false) => {
    setCustomer(chosen);
    // The next Enter of an impatient hand must not confirm what has only just come in sight.
    if (!isEarly) window.setTimeout(() => confirm.current?.focus());
  };
  const submit = () => {
    if (isBusy) return;
    if (need !== 'none' && isSearching.current) return search.current?.focus();
    if (classKey === null) {
      setClassMissing(true);
      classField.current?.focus();
      return;
    }
    if (need !== 'none' && customer === null) {
      search.current?.focus();
      return;
    }
    send.mutate({ classKey, customerNumber: need === 'none' ? null : (customer?.number ?? null), seconds: seconds() });
  };
  useEffect(() => {
    classField.current?.focus();
  }, []);
  useKeptInHand(check.id);
  useKeys([
    { on: ['Ctrl+Enter'], caps: [words.keys.ctrl, '⏎'], label: quality.keyConfirm, whileTyping: true, run: submit },
    { on: ['p'], caps: ['P'], label: quality.keyPass, run: () => pass.mutate() },
  ]);

  return (
    <section className={css.form} aria-label={quality.checkTitle}>
      <p className={css.question}>{check.look === 'first' ? quality.checkFirst : quality.checkSecond}</p>
      <div className={css.part}>
        {check.look === 'second' && check.classes.length > 1 && (
          <ChoiceList
            label={quality.answers}
            hasCaps={false}
            value={classKey}
            onChoose={(key) => setClassKey(key)}
            options={check.classes.map((key) => ({ key, cap: null, content: nameClass(key) }))}
          />
        )}
        <Select
          ref={classField}
          label={quality.class}
          placeholder={quality.classPlaceholder}
          data={(classes.data ?? [])
            .map(({ key, names }) => ({ value: key, label: names[language] }))
            .sort((a, b) => a.label.localeCompare(b.label, language))}
          value={classKey}
          onChange={(key) => {
            if (key !== null) chooseClass(key);
          }}
          error={isClassMissing ? quality.classMissing : null}
          searchable
          selectFirstOptionOnChange
          openOnFocus={false}
          allowDeselect={false}
          maxDropdownHeight={420}
        />
      </div>
      {need === 'none' ? (
        <p className={css.soft}>{quality.customerUnneeded}</p>
      ) : (
        <CustomerPart
          check={check}
          search={search}
          isSearching={isSearching}
          customer={customer}
          onChoose={chooseCustomer}
        />
      )}
      {send.isError && <ProblemAlert error={send.error} onReload={() => send.reset()} />}
      {pass.isError && <ProblemAlert error={pass.error} onReload={() => pass.reset()} />}
      <div className={css.foot}>
        <span className={css.left}>{quality.left(left)}</span>
        <Button variant="default" onClick={() => pass.mutate()} disabled={isBusy}>
          {quality.pass}
        </Button>
        <Button ref={confirm} onClick={submit} loading={send.isPending}>
          {quality.confirm}
        </Button>
      </div>
    </section>
  );
}

function CustomerPart({
  check,
  search,
  isSearching,
  customer,
  onChoose,
}: {
  check: CheckInHand;
  search: RefObject<HTMLInputElement | null>;
  /** A customer was asked for whom the search has not found yet. */
  isSearching: RefObject<boolean>;
  customer: Customer | null;
  onChoose: (customer: Customer, isEarly?: boolean) => void;
}) {
  const { words } = useSpeech();
  const { quality } = words;
  const nobody: Customer = { number: null, name: quality.noCustomer, address: '' };
  const { typed, items: results, forget, ...found } = useCustomerSearch(customer, onChoose);
  isSearching.current = found.isWaiting;
  const offered =
    results.length > 0
      ? results
      : check.customers.map(
          ({ customerNumber, name }): Customer =>
            customerNumber === null ? nobody : { number: customerNumber, name: name ?? customerNumber, address: '' },
        );
  const keyOf = ({ number }: Customer) => number ?? '';
  return (
    <div className={css.part}>
      <TextInput
        ref={search}
        type="search"
        label={quality.customer}
        description={quality.customerHint}
        placeholder={quality.customerSearch}
        leftSection={<IconSearch size="0.95rem" aria-hidden />}
        value={typed}
        onChange={(event) => found.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') forget();
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          if (typed.trim() === '') onChoose(nobody);
          else found.enter();
        }}
      />
      {offered.length > 0 && (
        <ChoiceList
          label={results.length > 0 ? quality.customerResults : quality.answers}
          hasCaps={false}
          value={customer === null ? null : keyOf(customer)}
          onChoose={(key) => {
            const chosen = offered.find((one) => keyOf(one) === key);
            if (chosen !== undefined) onChoose(chosen);
          }}
          options={offered.map((one) => ({
            key: keyOf(one),
            cap: null,
            content: (
              <span className={css.person}>
                <span className={css.name}>{one.name}</span>
                <span className={css.soft}>
                  {one.number} {one.address}
                </span>
              </span>
            ),
          }))}
        />
      )}
      <p className={css.soft} role="status">
        {found.isWaiting && words.review.searching}
        {found.hasNone && quality.customerNone(found.query)}
      </p>
      {customer !== null && (
        <p className={css.chosen}>
          <strong>{customer.name}</strong> {customer.number}
        </p>
      )}
    </div>
  );
}
