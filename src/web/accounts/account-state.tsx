import { IconCircleCheck, IconLock, IconMailForward } from '@tabler/icons-react';
import type { Account } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './account-state.module.css';

/** Whether somebody can sign in to an account, and if not, why. */
export function AccountState({ account }: { account: Pick<Account, 'isDisabled' | 'hasPassword'> }) {
  const { words } = useSpeech();
  const { tone, Icon, text } = account.isDisabled
    ? { tone: 'refused', Icon: IconLock, text: words.accounts.disabled }
    : account.hasPassword
      ? { tone: 'done', Icon: IconCircleCheck, text: words.accounts.active }
      : { tone: 'person', Icon: IconMailForward, text: words.accounts.invited };
  return (
    <span className={css.state} data-tone={tone}>
      <Icon size="1.1em" aria-hidden />
      {text}
    </span>
  );
}
