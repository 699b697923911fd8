import { createBrowserRouter, Navigate } from 'react-router';
import { BrokenPage } from './frame/broken-page.tsx';
import { Frame } from './frame/frame.tsx';
import { MissingPage } from './frame/missing-page.tsx';
import { firstPlace } from './frame/places.ts';
import { useMe } from './frame/session.tsx';
import { pageBundles } from './page-bundles.ts';
import { RowSkeletons } from './ui/states.tsx';

function Start() {
  return (
    <>
      <RowSkeletons count={14} />
      <Navigate to={firstPlace(useMe().permissions)} replace />
    </>
  );
}

const Nothing = () => null;

export const router = createBrowserRouter([
  {
    path: '/sign-in',
    errorElement: <BrokenPage />,
    // Nothing for the moment the first page's own bundle takes: a flash of something else would be worse.
    HydrateFallback: Nothing,
    lazy: async () => ({ Component: (await import('./sign-in/sign-in-page.tsx')).SignInPage }),
  },
  {
    path: '/setup',
    errorElement: <BrokenPage />,
    HydrateFallback: Nothing,
    lazy: async () => ({ Component: (await import('./first-setup/first-setup-page.tsx')).FirstSetupPage }),
  },
  {
    path: '/set-password',
    errorElement: <BrokenPage />,
    HydrateFallback: Nothing,
    lazy: async () => ({ Component: (await import('./set-password/set-password-page.tsx')).SetPasswordPage }),
  },
  {
    element: <Frame />,
    errorElement: <BrokenPage />,
    HydrateFallback: Nothing,
    children: [
      { path: '/', element: <Start /> },
      { path: '/intake', lazy: pageBundles.intake },
      { path: '/scan-station', lazy: pageBundles.batches },
      { path: '/scan-station/:id', lazy: pageBundles.batch },
      { path: '/documents/:id', lazy: pageBundles.document },
      { path: '/review', lazy: pageBundles.review },
      { path: '/review/fields', lazy: pageBundles.reviewFields },
      { path: '/trays', lazy: pageBundles.trays },
      { path: '/work', lazy: pageBundles.work },
      { path: '/customers', lazy: pageBundles.customers },
      { path: '/customers/:number', lazy: pageBundles.customer },
      { path: '/quality', lazy: pageBundles.quality },
      { path: '/quality/documents', lazy: pageBundles.qualityDocuments },
      { path: '/quality/check', lazy: pageBundles.qualityCheck },
      { path: '/accounts', lazy: pageBundles.accounts },
      { path: '/account', lazy: pageBundles.ownAccount },
      { path: '/system', lazy: pageBundles.system },
      { path: '*', element: <MissingPage /> },
    ],
  },
]);
