import { Select, TextInput } from '@mantine/core';
import { type Account, role } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';

export type AccountFacts = Pick<Account, 'displayName' | 'role' | 'language'>;

/** What of an account can be changed at any time. */
export function AccountFields({
  value,
  onChange,
  displayNameError,
}: {
  value: AccountFacts;
  onChange: (next: AccountFacts) => void;
  displayNameError: string | null;
}) {
  const { words } = useSpeech();
  const { accounts } = words;
  return (
    <>
      <TextInput
        label={accounts.colDisplayName}
        description={accounts.displayNameHint}
        value={value.displayName}
        onChange={(event) => onChange({ ...value, displayName: event.currentTarget.value })}
        error={displayNameError}
        maxLength={120}
        autoComplete="off"
      />
      <Select
        label={accounts.colRole}
        data={role.options.map((one) => ({ value: one, label: words.roles[one] }))}
        value={value.role}
        onChange={(next) => onChange({ ...value, role: role.catch(value.role).parse(next) })}
        allowDeselect={false}
      />
      <Select
        label={accounts.colLanguage}
        data={(['de', 'en'] as const).map((one) => ({ value: one, label: accounts.languages[one] }))}
        value={value.language}
        onChange={(next) => onChange({ ...value, language: next === 'en' ? 'en' : 'de' })}
        allowDeselect={false}
      />
    </>
  );
}
