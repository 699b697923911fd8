import { Alert, Button, PasswordInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { passwordChoice } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { beginSession } from '../api/queries.ts';
import css from '../first-setup/first-setup-page.module.css';
import { DoorFrame } from '../sign-in/door-frame.tsx';
import { useSpeech } from '../words/words.tsx';

/** Where the one-time link of an administrator leads: its reader chooses a password and is signed in. */
export function SetPasswordPage() {
  const { words, sayError } = useSpeech();
  const [params] = useSearchParams();
  const client = useQueryClient();
  const [entered, setEntered] = useState({ password: '', again: '' });
  const [wasTried, setTried] = useState(false);
  const choose = useMutation({ mutationFn: api.choosePassword, onSuccess: (me) => beginSession(client, me) });
  const token = params.get('token') ?? '';
  const wrong = {
    password: passwordChoice.shape.password.safeParse(entered.password).success ? null : words.firstSetup.passwordShort,
    again: entered.again === entered.password ? null : words.firstSetup.passwordDiffers,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.password === null && wrong.again === null) choose.mutate({ token, password: entered.password });
  };
  if (choose.isSuccess) return <Navigate to="/" replace />;
  return (
    <DoorFrame title={words.setPassword.title}>
      <form onSubmit={submit} className={css.form} noValidate>
        <div>
          <h2 className={css.title}>{words.setPassword.title}</h2>
          <p className={css.intro}>{token === '' ? words.setPassword.noToken : words.setPassword.intro}</p>
        </div>
        {choose.isError && (
          <Alert className={css.refused} icon={<IconAlertCircle aria-hidden />} role="alert">
            {sayError(choose.error)}
          </Alert>
        )}
        <PasswordInput
          label={words.firstSetup.password}
          description={words.firstSetup.passwordHint}
          value={entered.password}
          onChange={(event) => setEntered({ ...entered, password: event.currentTarget.value })}
          error={wasTried ? wrong.password : null}
          autoComplete="new-password"
          disabled={token === ''}
        />
        <PasswordInput
          label={words.firstSetup.passwordAgain}
          value={entered.again}
          onChange={(event) => setEntered({ ...entered, again: event.currentTarget.value })}
          error={wasTried ? wrong.again : null}
          autoComplete="new-password"
          disabled={token === ''}
        />
        <Button type="submit" loading={choose.isPending} disabled={token === ''}>
          {words.setPassword.submit}
        </Button>
      </form>
    </DoorFrame>
  );
}
