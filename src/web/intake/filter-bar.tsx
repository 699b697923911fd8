import { Button, Pill, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { channels } from '../../domain/channel.ts';
import { stageNames } from '../../domain/stage-name.ts';
import { documentStatus } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { dayBefore, dayOf, startOfDay } from '../format/company-time.ts';
import { useNow } from '../ui/use-now.ts';
import { useSpeech } from '../words/words.tsx';
import css from './filter-bar.module.css';
import { type FilterName, filterNames } from './intake-filter.ts';

interface FilterBarProps {
  readonly params: URLSearchParams;
  readonly onChange: (name: FilterName, value: string | null) => void;
  readonly onReset: () => void;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly count: string;
}

export function FilterBar({ params, onChange, onReset, searchField, count }: FilterBarProps) {
  const { words, language } = useSpeech();
  const { intake } = words;
  const classes = useQuery(queries.classes());
  const chips = useChips(params);
  const isFiltered = filterNames.some((name) => params.has(name));
  return (
    <search className={css.bar} aria-label={intake.filters}>
      <SearchField
        value={params.get('q') ?? ''}
        onChange={(value) => onChange('q', value)}
        field={searchField}
        label={intake.query}
      />
      <Choice
        label={intake.colChannel}
        none={intake.anyChannel}
        value={params.get('channel')}
        data={channels.map((one) => ({ value: one, label: words.channels[one] }))}
        onChange={(value) => onChange('channel', value)}
      />
      <Choice
        label={intake.colWhere}
        none={intake.anyStatus}
        value={params.get('status')}
        data={documentStatus.options.map((one) => ({ value: one, label: words.statuses[one] }))}
        onChange={(value) => onChange('status', value)}
      />
      <Choice
        label={intake.colClass}
        none={intake.anyClass}
        value={params.get('class')}
        data={(classes.data ?? []).map((one) => ({ value: one.key, label: one.names[language] }))}
        onChange={(value) => onChange('class', value)}
        isWide
      />
      <SinceChoice value={params.get('since')} onChange={(value) => onChange('since', value)} />
      {chips.map(({ name, label }) => (
        <Pill
          key={name}
          withRemoveButton
          onRemove={() => onChange(name, null)}
          removeButtonProps={{ 'aria-label': intake.removeFilter(label), 'aria-hidden': false, tabIndex: 0 }}
          className={css.chip}
        >
          {label}
        </Pill>
      ))}
      {isFiltered && (
        <Button variant="subtle" size="compact-sm" onClick={onReset}>
          {intake.reset}
        </Button>
      )}
      <span className={css.count}>{count}</span>
    </search>
  );
}

/** Filters that have no field of their own: they come with a link from another page. */
function useChips(params: URLSearchParams): readonly { name: FilterName; label: string }[] {
  const { words } = useSpeech();
  const customer = params.get('customer');
  const stage = stageNames.find((one) => one === params.get('stage'));
  return [
    ...(customer === null ? [] : [{ name: 'customer' as const, label: words.intake.customerFilter(customer) }]),
    ...(params.has('submission') ? [{ name: 'submission' as const, label: words.intake.submissionFilter }] : []),
    ...(stage === undefined ? [] : [{ name: 'stage' as const, label: words.intake.stageFilter(words.stages[stage]) }]),
  ];
}

interface ChoiceProps {
  readonly label: string;
  readonly none: string;
  readonly value: string | null;
  readonly data: readonly { value: string; label: string }[];
  readonly onChange: (value: string | null) => void;
  readonly isWide?: boolean;
}

function Choice({ label, none, value, data, onChange, isWide = false }: ChoiceProps) {
  return (
    <Select
      className={isWide ? css.wide : css.choice}
      size="xs"
      aria-label={label}
      data={[{ value: '', label: none }, ...data]}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : next)}
      data-set={value !== null || undefined}
      searchable={isWide}
      allowDeselect={false}
      maxDropdownHeight={320}
      comboboxProps={{ width: isWide ? '16rem' : 'max-content' }}
    />
  );
}

function SinceChoice({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { words, formats } = useSpeech();
  const now = useNow();
  const known = [
    { value: dayOf(now), label: words.intake.sinceToday },
    { value: dayBefore(now, 6), label: words.intake.sinceWeek },
    { value: dayBefore(now, 29), label: words.intake.sinceMonth },
  ];
  const isOther = value !== null && startOfDay(value) !== null && !known.some((one) => one.value === value);
  const data = isOther ? [...known, { value, label: words.intake.sinceDay(formats.day(value)) }] : known;
  return (
    <Choice label={words.intake.since} none={words.intake.anyTime} value={value} data={data} onChange={onChange} />
  );
}

function SearchField({
  value,
  onChange,
  field,
  label,
}: {
  value: string;
  onChange: (value: string | null) => void;
  field: RefObject<HTMLInputElement | null>;
  label: string;
}) {
  const [typed, setTyped] = useState(value);
  const settle = useDebouncedCallback((text: string) => onChange(text.trim() === '' ? null : text.trim()), 300);
  // A cleared filter or another link changes the field from outside; while someone types, the field leads.
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(value);
  }, [value, field]);
  return (
    <TextInput
      ref={field}
      className={css.search}
      size="xs"
      type="search"
      leftSection={<IconSearch size="0.95rem" aria-hidden />}
      placeholder={label}
      aria-label={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value);
      }}
    />
  );
}
