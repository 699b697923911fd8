import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountRequest } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import { type AccountFacts, AccountFields } from './account-fields.tsx';
import css from './account-form.module.css';
import { OneTimeLink } from './one-time-link.tsx';

const shape = accountRequest.shape;

/** Makes an account and then shows the link its owner needs. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const { words, language } = useSpeech();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [facts, setFacts] = useState<AccountFacts>({ displayName: '', role: 'clerk', language });
  const [wasTried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: api.makeAccount,
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const wrong = {
    name: shape.name.safeParse(name).success ? null : words.firstSetup.nameWrong,
    displayName: shape.displayName.safeParse(facts.displayName).success ? null : words.accounts.displayNameWrong,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.name === null && wrong.displayName === null) make.mutate({ name, ...facts });
  };
  if (make.isSuccess) {
    return (
      <Dialog title={words.accounts.linkTitle(make.data.account.displayName)} size="34rem" onClose={onClose}>
        <OneTimeLink made={make.data} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={words.accounts.newTitle} size="30rem" onClose={onClose}>
      <form className={css.form} onSubmit={submit} noValidate>
        <p className={css.hint}>{words.accounts.newHint}</p>
        {make.isError && <ProblemAlert error={make.error} onReload={() => make.reset()} />}
        <TextInput
          label={words.firstSetup.name}
          description={words.firstSetup.nameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wasTried ? wrong.name : null}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
        />
        <AccountFields value={facts} onChange={setFacts} displayNameError={wasTried ? wrong.displayName : null} />
        <div className={css.buttons}>
          <Button type="submit" loading={make.isPending}>
            {words.accounts.create}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.accounts.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
