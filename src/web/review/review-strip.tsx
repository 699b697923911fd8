import { Select } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { ReviewFilter, ReviewQueue } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './review-strip.module.css';

/** Documents or one field over many; which documents; how many others have in hand. */
export function ReviewStrip({ mode, filter }: { mode: 'documents' | 'fields'; filter: ReviewFilter | null }) {
  const { words } = useSpeech();
  const queue = useQuery(queries.reviewQueue(filter ?? {}));
  const held = queue.data?.held ?? 0;
  return (
    <div className={css.strip}>
      <nav className={css.modes} aria-label={words.review.modes}>
        <Link to="/review" className={css.mode} aria-current={mode === 'documents' ? 'page' : undefined}>
          {words.review.modeDocuments}
        </Link>
        <Link to="/review/fields" className={css.mode} aria-current={mode === 'fields' ? 'page' : undefined}>
          {words.review.modeFields}
        </Link>
      </nav>
      {filter !== null && queue.data !== undefined && <Filters filter={filter} kinds={queue.data.kinds} />}
      {held > 0 && (
        <span className={css.held}>
          <IconUsers size="1rem" stroke={1.6} aria-hidden />
          {words.review.heldByOthers(held)}
        </span>
      )}
    </div>
  );
}

/** Only what there is can be chosen, with its number. */
function Filters({ filter, kinds }: { filter: ReviewFilter; kinds: ReviewQueue['kinds'] }) {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  const [, setParams] = useSearchParams();
  const counted = <Key extends string>(of: (kind: ReviewQueue['kinds'][number]) => Key, name: (key: Key) => string) => {
    const counts = new Map<Key, number>();
    for (const kind of kinds) counts.set(of(kind), (counts.get(of(kind)) ?? 0) + kind.waiting);
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([key, count]) => ({ value: key, label: `${name(key)} · ${formats.number(count)}` }));
  };
  const set = (name: keyof ReviewFilter) => (value: string | null) =>
    setParams((before) => {
      if (value === null) before.delete(name);
      else before.set(name, value);
      return before;
    });
  const choices = [
    {
      name: 'class' as const,
      any: words.review.anyClass,
      data: counted<string>(
        (kind) => kind.classKey ?? none,
        (key) => (key === none ? words.review.noClass : nameClass(key)),
      ),
    },
    {
      name: 'channel' as const,
      any: words.review.anyChannel,
      data: counted(
        (kind) => kind.channel,
        (key) => words.channels[key],
      ),
    },
    {
      name: 'language' as const,
      any: words.review.anyLanguage,
      data: counted(
        (kind) => kind.language,
        (key) => words.documentLanguages[key],
      ),
    },
  ];
  return (
    <search className={css.filters} aria-label={words.review.filters}>
      {choices.map(({ name, any, data }) => {
        const chosen: string | null = filter[name] ?? null;
        if (data.length < 2 && chosen === null) return null;
        const isListed = chosen === null || data.some((one) => one.value === chosen);
        return (
          <Select
            key={name}
            className={css.filter}
            size="xs"
            aria-label={any}
            placeholder={any}
            data={
              isListed ? [...data] : [...data, { value: chosen, label: name === 'class' ? nameClass(chosen) : chosen }]
            }
            value={chosen}
            onChange={set(name)}
            clearable
            clearButtonProps={{ 'aria-label': any }}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        );
      })}
    </search>
  );
}

/** As the server knows documents without a class. */
const none = '-';
