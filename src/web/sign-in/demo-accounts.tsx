import { UnstyledButton } from '@mantine/core';
import type { Role } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './demo-accounts.module.css';

interface DemoAccount {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
}

export function DemoAccounts({
  accounts,
  isBusy,
  onChoose,
}: {
  accounts: readonly DemoAccount[];
  isBusy: boolean;
  onChoose: (account: { name: string; password: string }) => void;
}) {
  const { words } = useSpeech();
  return (
    <section className={css.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className={css.title}>
        {words.signIn.demoTitle}
      </h2>
      <p className={css.hint}>{words.signIn.demoHint}</p>
      <ul className={css.accounts}>
        {accounts.map((account) => (
          <li key={account.name}>
            <UnstyledButton
              className={css.account}
              disabled={isBusy}
              onClick={() => onChoose({ name: account.name, password: account.password })}
              title={words.signIn.demoUse(account.name, words.roles[account.role])}
            >
              <span className={css.role}>{words.roles[account.role]}</span>
              <code>{account.name}</code>
              <code>{account.password}</code>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
