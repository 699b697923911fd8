import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertCircle, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { api } from '../api/mailroom-api.ts';
import { beginSession, endedKey, queries } from '../api/queries.ts';
import { useSpeech } from '../words/words.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { DoorFrame } from './door-frame.tsx';
import css from './sign-in-page.module.css';

export function SignInPage() {
  const { words, sayError } = useSpeech();
  const [params] = useSearchParams();
  const client = useQueryClient();
  const session = useQuery(queries.session());
  const setup = useQuery(queries.setupState());
  const hasEnded = client.getQueryData(endedKey) === true;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: api.signIn,
    onSuccess: (me) => beginSession(client, me),
    onError: () => setPassword(''),
  });
  if (session.data) return <Navigate to={localPath(params.get('next'))} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && password !== '') signIn.mutate({ name: name.trim(), password });
  };
  return (
    <DoorFrame title={words.signIn.title}>
      <form onSubmit={submit} className={css.form}>
        {hasEnded && !signIn.isError && (
          <Alert variant="default" icon={<IconInfoCircle aria-hidden />} role="status">
            {words.signIn.ended}
          </Alert>
        )}
        {signIn.isError && (
          <Alert
            color="red"
            variant="light"
            className={css.refused}
            icon={<IconAlertCircle aria-hidden />}
            role="alert"
          >
            {sayError(signIn.error)}
          </Alert>
        )}
        <TextInput
          label={words.signIn.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          label={words.signIn.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {words.signIn.submit}
        </Button>
      </form>
      {setup.data?.isOpen === true && (
        <Alert variant="default" icon={<IconInfoCircle aria-hidden />}>
          {words.signIn.notSetUp}
        </Alert>
      )}
      {setup.data?.isDemo === true && (
        <DemoAccounts
          accounts={setup.data.demoAccounts}
          isBusy={signIn.isPending}
          onChoose={(account) => signIn.mutate(account)}
        />
      )}
    </DoorFrame>
  );
}

/** Only addresses of these pages: a link to the sign-in page must not lead anyone to another site. */
function localPath(next: string | null): string {
  return next?.startsWith('/') === true && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
}
