import { PageTitle } from '../frame/page-title.tsx';
import { useMe } from '../frame/session.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './own-account-page.module.css';
import { PasswordCard } from './password-card.tsx';
import { TokenCard } from './token-card.tsx';

/** What a person keeps about their own account: the password, and tokens for programs that act for them. */
export function OwnAccountPage() {
  const { words } = useSpeech();
  const me = useMe();
  return (
    <div className={css.page}>
      <PageTitle title={words.ownAccount.title} intro={`${me.displayName} · ${me.name} · ${words.roles[me.role]}`} />
      <div className={css.parts}>
        <TokenCard />
        <PasswordCard isDemo={me.isDemo} />
      </div>
    </div>
  );
}
