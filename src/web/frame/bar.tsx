import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, NavLink } from 'react-router';
import { queries } from '../api/queries.ts';
import { useLive } from '../live/live.tsx';
import { useSpeech } from '../words/words.tsx';
import { AccountMenu } from './account-menu.tsx';
import css from './bar.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import { placesFor } from './places.ts';
import { SchemeSwitch } from './scheme-switch.tsx';
import { useMe } from './session.tsx';

export function Bar({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const { words } = useSpeech();
  return (
    <header className={css.bar}>
      <Link to="/" className={css.product} aria-label={words.common.product}>
        <img src="/mark.svg" alt="" width="22" height="22" />
        <span>{words.common.product}</span>
      </Link>
      <Navigation />
      <div className={css.tools}>
        <UnstyledButton className={css.search} onClick={onSearch} title={words.frame.searchHint}>
          <IconSearch size="1rem" aria-hidden />
          <span className={css.searchWord}>{words.frame.search}</span>
          <kbd aria-hidden>{words.keys.ctrl} K</kbd>
        </UnstyledButton>
        <LiveMark />
        <LanguageSwitch />
        <SchemeSwitch />
        <Tooltip label={words.frame.keys}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            onClick={onKeys}
            aria-label={words.frame.keys}
            className={css.keys}
          >
            <IconKeyboard size="1.2rem" stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <AccountMenu />
      </div>
    </header>
  );
}

function Navigation() {
  const { words, formats } = useSpeech();
  const me = useMe();
  const figures = useQuery(queries.figures());
  return (
    <nav className={css.navigation} aria-label={words.frame.navigation}>
      {placesFor(me).map(({ path, name, Icon, waiting }) => {
        const count = figures.data === undefined ? null : waiting(figures.data);
        return (
          <NavLink key={path} to={path} className={css.place ?? ''}>
            <Icon size="1.1rem" stroke={1.6} aria-hidden />
            <span>{name(words)}</span>
            {count !== null && count > 0 && (
              <span className={css.count} title={words.frame.waiting(count)}>
                {formats.number(count)}
              </span>
            )}
          </NavLink>
        );
      })}
    </nav>
  );
}

/** Whether changes arrive by themselves right now. */
function LiveMark() {
  const { words } = useSpeech();
  const { isConnected } = useLive();
  return (
    <span
      className={css.live}
      data-lost={!isConnected || undefined}
      role="status"
      title={isConnected ? words.frame.liveTitle : words.frame.liveLostTitle}
    >
      <span className={css.liveDot} aria-hidden />
      <span>{isConnected ? words.frame.live : words.frame.liveLost}</span>
    </span>
  );
}
