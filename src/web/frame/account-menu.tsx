import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconKey, IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '../api/mailroom-api.ts';
import { leavingKey, sessionKey } from '../api/queries.ts';
import { useSpeech } from '../words/words.tsx';
import css from './account-menu.module.css';
import { useMe } from './session.tsx';

export function AccountMenu() {
  const { words } = useSpeech();
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width="15rem">
      <Menu.Target>
        <UnstyledButton className={css.account} aria-label={words.frame.account(me.displayName)}>
          <span className={css.initials} aria-hidden data-initials={initialsOf(me.displayName)} />
          <span className={css.name} aria-hidden>
            {me.displayName}
          </span>
          <IconChevronDown size="0.9rem" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{me.displayName}</strong>
          <span>
            {words.roles[me.role]}
            {me.isDemo && <span className={css.demo}>{words.frame.demo}</span>}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconKey size="1rem" aria-hidden />}>
          {words.ownAccount.menu}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size="1rem" aria-hidden />} onClick={() => signOut()}>
          {words.frame.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Ends the session on the server and forgets everything this browser was shown. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: api.signOut,
    // The server ends the live stream before it answers; without this that would look like an end from elsewhere.
    onMutate: () => client.setQueryData(leavingKey, true),
    onSettled: () => {
      client.clear();
      client.setQueryData(sessionKey, null);
      void navigate('/sign-in', { replace: true });
    },
  });
  return () => mutate();
}

function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '');
  return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
