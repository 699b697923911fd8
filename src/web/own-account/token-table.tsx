import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnToken } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { queries } from '../api/queries.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Moment } from '../ui/moment.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './own-account-page.module.css';

/** The tokens that hold, newest first. Revoking asks nothing: whoever does it in a hurry has a reason. */
export function TokenTable() {
  const { words } = useSpeech();
  const { ownAccount } = words;
  const client = useQueryClient();
  const announce = useAnnounce();
  const tokens = useQuery(queries.tokens());
  const revoke = useMutation({
    mutationFn: (token: OwnToken) => api.revokeToken(token.id),
    onSuccess: (_, token) => announce(ownAccount.revoked(token.label)),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  if (tokens.data === undefined) {
    return tokens.isError ? (
      <FailureState error={tokens.error} onRetry={() => void tokens.refetch()} />
    ) : (
      <RowSkeletons count={2} />
    );
  }
  if (tokens.data.items.length === 0) {
    return (
      <div className={css.body}>
        <p className={css.soft}>{ownAccount.noTokens}</p>
      </div>
    );
  }
  return (
    <div className={css.scroll}>
      {revoke.isError && <ProblemAlert error={revoke.error} onReload={() => revoke.reset()} />}
      <table>
        <thead>
          <tr>
            <th scope="col">{ownAccount.colLabel}</th>
            <th scope="col" className={css.used}>
              {ownAccount.colSeen}
            </th>
            <th scope="col">{ownAccount.colExpires}</th>
            <th scope="col" className={css.last} aria-label={ownAccount.revoke} />
          </tr>
        </thead>
        <tbody>
          {tokens.data.items.map((token) => (
            <tr key={token.id}>
              <td>{token.label}</td>
              <td className={`${css.soft} ${css.used}`}>
                {token.seenAt === token.createdAt ? ownAccount.unused : <Moment at={token.seenAt} />}
              </td>
              <td className={css.soft}>
                <Moment at={token.expiresAt} style="date" />
              </td>
              <td className={css.last}>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={revoke.isPending}
                  aria-label={ownAccount.revokeOne(token.label)}
                  onClick={() => revoke.mutate(token)}
                >
                  {ownAccount.revoke}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
