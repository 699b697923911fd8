import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { setupRequest } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { beginSession, queries } from '../api/queries.ts';
import { DoorFrame } from '../sign-in/door-frame.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './first-setup-page.module.css';

const shape = setupRequest.shape;

/** The one-time page a new installation begins with: the token in its address makes the first administrator. */
export function FirstSetupPage() {
  const { words, language, sayError } = useSpeech();
  const [params] = useSearchParams();
  const client = useQueryClient();
  const setup = useQuery(queries.setupState());
  const [entered, setEntered] = useState({ name: '', displayName: '', password: '', again: '' });
  const [wasTried, setTried] = useState(false);
  const create = useMutation({
    // The account speaks what its maker has just read.
    mutationFn: (body: Parameters<typeof api.setUp>[0]) =>
      api.setUp(body).then((me) => (me.language === language ? me : api.changeLanguage(language).catch(() => me))),
    // The answer also opens the administrator's session.
    onSuccess: (me) => beginSession(client, me),
  });
  const token = params.get('token') ?? '';
  const enter = (field: keyof typeof entered) => (event: { currentTarget: { value: string } }) =>
    setEntered({ ...entered, [field]: event.currentTarget.value });
  const wrong = {
    name: shape.name.safeParse(entered.name).success ? null : words.firstSetup.nameWrong,
    displayName: shape.displayName.safeParse(entered.displayName.trim()).success
      ? null
      : words.firstSetup.displayNameWrong,
    password: shape.password.safeParse(entered.password).success ? null : words.firstSetup.passwordShort,
    again: entered.again === entered.password ? null : words.firstSetup.passwordDiffers,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some((reason) => reason !== null)) return;
    create.mutate({ token, name: entered.name, displayName: entered.displayName.trim(), password: entered.password });
  };
  const shown = (field: keyof typeof wrong) => (wasTried ? wrong[field] : null);

  if (create.isSuccess) return <Navigate to="/" replace />;
  if (setup.data?.isOpen === false) {
    return (
      <DoorFrame title={words.firstSetup.title}>
        <Closed />
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={words.firstSetup.title}>
      <form onSubmit={submit} className={css.form} noValidate>
        <div>
          <h2 className={css.title}>{words.firstSetup.title}</h2>
          <p className={css.intro}>{token === '' ? words.firstSetup.noToken : words.firstSetup.intro}</p>
        </div>
        {create.isError && (
          <Alert className={css.refused} icon={<IconAlertCircle aria-hidden />} role="alert">
            {sayError(create.error)}
          </Alert>
        )}
        <TextInput
          label={words.firstSetup.name}
          description={words.firstSetup.nameHint}
          value={entered.name}
          onChange={enter('name')}
          error={shown('name')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          disabled={token === ''}
        />
        <TextInput
          label={words.firstSetup.displayName}
          value={entered.displayName}
          onChange={enter('displayName')}
          error={shown('displayName')}
          autoComplete="name"
          disabled={token === ''}
        />
        <PasswordInput
          label={words.firstSetup.password}
          description={words.firstSetup.passwordHint}
          value={entered.password}
          onChange={enter('password')}
          error={shown('password')}
          autoComplete="new-password"
          disabled={token === ''}
        />
        <PasswordInput
          label={words.firstSetup.passwordAgain}
          value={entered.again}
          onChange={enter('again')}
          error={shown('again')}
          autoComplete="new-password"
          disabled={token === ''}
        />
        <Button type="submit" loading={create.isPending} disabled={token === ''}>
          {words.firstSetup.submit}
        </Button>
      </form>
    </DoorFrame>
  );
}

function Closed() {
  const { words } = useSpeech();
  return (
    <div className={css.outcome} role="status">
      <IconAlertCircle size="2rem" stroke={1.4} aria-hidden />
      <p>{words.firstSetup.closed}</p>
      <Button component={Link} to="/sign-in">
        {words.firstSetup.toSignIn}
      </Button>
    </div>
  );
}
