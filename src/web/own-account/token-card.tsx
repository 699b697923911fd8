import { Button, CopyButton, Select, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ownTokenRequest } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { Card } from '../ui/card.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './own-account-page.module.css';
import { TokenTable } from './token-table.tsx';

const terms = [7, 30, 90, 365];

/** Makes tokens, shows a fresh one once, and lists those that hold. */
export function TokenCard() {
  const { words } = useSpeech();
  const { ownAccount } = words;
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState(90);
  const [wasTried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: api.makeToken,
    onSuccess: () => {
      setLabel('');
      setTried(false);
      return client.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  const isLabelled = ownTokenRequest.shape.label.safeParse(label).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isLabelled) make.mutate({ label, days });
  };
  return (
    <Card title={ownAccount.tokens}>
      <div className={css.body}>
        <p className={css.hint}>{ownAccount.tokensHint}</p>
        {make.isError && <ProblemAlert error={make.error} onReload={() => make.reset()} />}
        <form className={css.make} onSubmit={submit} noValidate>
          <TextInput
            label={ownAccount.tokenLabel}
            placeholder={ownAccount.tokenLabelPlaceholder}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            error={wasTried && !isLabelled ? ownAccount.tokenLabelMissing : null}
            maxLength={120}
            autoComplete="off"
          />
          <Select
            label={ownAccount.tokenDays}
            data={terms.map((term) => ({ value: String(term), label: ownAccount.days(term) }))}
            value={String(days)}
            onChange={(next) => setDays(Number(next))}
            allowDeselect={false}
          />
          <Button type="submit" loading={make.isPending}>
            {ownAccount.makeToken}
          </Button>
        </form>
        {make.isSuccess && make.data.token !== null && <FreshToken label={make.data.label} token={make.data.token} />}
      </div>
      <TokenTable />
    </Card>
  );
}

function FreshToken({ label, token }: { label: string; token: string }) {
  const { words } = useSpeech();
  return (
    <div className={css.made} role="status">
      <p>{words.ownAccount.tokenOnce}</p>
      <TextInput
        label={words.ownAccount.tokenMade(label)}
        value={token}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={token} timeout={4000}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size="1rem" aria-hidden /> : <IconCopy size="1rem" aria-hidden />}
          >
            {copied ? words.common.copied : words.ownAccount.copyToken}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
