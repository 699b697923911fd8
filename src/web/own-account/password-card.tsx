import { Button, PasswordInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { passwordChange } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { Card } from '../ui/card.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './own-account-page.module.css';

const nothing = { current: '', next: '', again: '' };

/** Asks for the old password, so that an unlocked screen is not enough to take an account over. */
export function PasswordCard({ isDemo }: { isDemo: boolean }) {
  const { words } = useSpeech();
  const [entered, setEntered] = useState(nothing);
  const [wasTried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: api.changePassword,
    onSuccess: () => {
      setEntered(nothing);
      setTried(false);
    },
  });
  const { ownAccount, firstSetup } = words;
  if (isDemo) {
    return (
      <Card title={ownAccount.password}>
        <div className={css.body}>
          <p className={css.hint}>{ownAccount.demo}</p>
        </div>
      </Card>
    );
  }
  const isWrong = change.error instanceof ApiProblem && change.error.code === 'session.refused';
  const wrong = {
    current: entered.current === '' ? ownAccount.currentMissing : null,
    next: !passwordChange.shape.next.safeParse(entered.next).success
      ? firstSetup.passwordShort
      : entered.next === entered.current
        ? ownAccount.same
        : null,
    again: entered.again === entered.next ? null : firstSetup.passwordDiffers,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).every((reason) => reason === null))
      change.mutate({ current: entered.current, next: entered.next });
  };
  const field = (name: keyof typeof nothing, autoComplete: string) => ({
    label: ownAccount[name],
    value: entered[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      if (change.isError || change.isSuccess) change.reset();
      setEntered({ ...entered, [name]: event.currentTarget.value });
    },
    error: (wasTried ? wrong[name] : null) ?? (name === 'current' && isWrong ? ownAccount.currentWrong : null),
    autoComplete,
  });
  return (
    <Card title={ownAccount.password}>
      <form className={css.body} onSubmit={submit} noValidate>
        <p className={css.hint}>{ownAccount.passwordHint}</p>
        {change.isError && !isWrong && <ProblemAlert error={change.error} onReload={() => change.reset()} />}
        <PasswordInput {...field('current', 'current-password')} />
        <PasswordInput {...field('next', 'new-password')} description={firstSetup.passwordHint} />
        <PasswordInput {...field('again', 'new-password')} />
        <Button type="submit" loading={change.isPending}>
          {ownAccount.change}
        </Button>
        {change.isSuccess && (
          <p role="status" className={css.done}>
            <IconCircleCheck size="1.1em" aria-hidden />
            {ownAccount.changed}
          </p>
        )}
      </form>
    </Card>
  );
}
