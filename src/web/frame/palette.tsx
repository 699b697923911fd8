import { TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './palette.module.css';
import { type Find, usePaletteFinds } from './palette-finds.tsx';

/** Ctrl K: one field that finds pages, actions, customers and documents. The focus stays in the field; arrows choose. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { words } = useSpeech();
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), 180);
  const { groups, isFetching } = usePaletteFinds(query.trim(), settled);
  const finds = groups.flatMap((group) => group.finds);
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const at = Math.min(chosen, Math.max(0, finds.length - 1));
  const idOf = (index: number) => `${listId}-${index}`;
  const run = (find: Find | undefined) => {
    if (find === undefined) return;
    onClose();
    find.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && finds.length > 0) {
      event.preventDefault();
      setChosen((at + step + finds.length) % finds.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(finds[at]);
    }
  };
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, listId]);

  let index = -1;
  return (
    <Dialog title={words.palette.title} showsTitle={false} size="38rem" yOffset="12vh" onClose={onClose}>
      <TextInput
        classNames={{ input: css.input }}
        size="md"
        variant="unstyled"
        leftSection={<IconSearch size="1.1rem" aria-hidden />}
        placeholder={words.palette.placeholder}
        aria-label={words.palette.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={finds.length > 0}
        aria-controls={listId}
        aria-activedescendant={finds.length > 0 ? idOf(at) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <div id={listId} className={css.list} role="listbox" aria-label={words.palette.title} aria-busy={isFetching}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={css.group} aria-hidden>
              {group.title}
            </div>
            {group.finds.map((find) => {
              index += 1;
              const here = index;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
                <div
                  key={find.key}
                  id={idOf(here)}
                  className={css.find}
                  role="option"
                  aria-selected={here === at}
                  tabIndex={-1}
                  onMouseMove={() => setChosen(here)}
                  onClick={() => run(find)}
                >
                  <find.Icon size="1.1rem" stroke={1.6} aria-hidden />
                  <span className={css.name}>{find.name}</span>
                  <span className={css.detail}>{find.detail}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {finds.length === 0 && !isFetching && settled === query.trim() && (
        <p className={css.hint}>{words.palette.empty(settled)}</p>
      )}
      {query.trim().length < 2 && <p className={css.hint}>{words.palette.hint}</p>}
      <VisuallyHidden role="status">
        {settled.length > 1 && !isFetching ? words.palette.results(finds.length) : ''}
      </VisuallyHidden>
    </Dialog>
  );
}
