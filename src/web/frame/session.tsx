import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Me, Permission } from '../api/contract.ts';
import { queries } from '../api/queries.ts';
import { FailureState } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';

const MeContext = createContext<Me | null>(null);

/** Lets through who is signed in; everyone else signs in and comes back to the same address. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery(queries.session());
  const location = useLocation();
  const { suggest } = useSpeech();
  // A demo account belongs to nobody, so its language says nothing about who is looking.
  const language = session.data?.isDemo === false ? session.data.language : undefined;
  useEffect(() => {
    if (language !== undefined) suggest(language);
  }, [language, suggest]);
  if (session.isPending) return null;
  if (session.isError) return <FailureState error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === null) {
    const next = `${location.pathname}${location.search}`;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  return <MeContext value={session.data}>{children}</MeContext>;
}

export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe needs a SessionGate above it.');
  return me;
}

/** Whether the signed-in account may do something. The server checks again; this only spares people dead ends. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}
