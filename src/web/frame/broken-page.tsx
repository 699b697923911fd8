import { useRouteError } from 'react-router';
import { FailureState } from '../ui/states.tsx';

/** What is left when a page's own code fails, or a new version took its files away: the reason and a reload. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <main>
      <FailureState error={error} onRetry={() => window.location.reload()} />
    </main>
  );
}
