import { createBrowserRouter, Navigate } from 'react-router';
import { BrokenPage } from './frame/broken-page.tsx';
import { Frame } from './frame/frame.tsx';
import { MissingPage } from './frame/missing-page.tsx';
import { firstPlace } from './frame/places.ts';
import { useMe } from './frame/session.tsx';

function Start() {
  return <Navigate to={firstPlace(useMe().permissions)} replace />;
}

const Nothing = () => null;

/** Each page is its own bundle: an agent's browser never loads the set-up page. */
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
    element: <Frame />,
    errorElement: <BrokenPage />,
    HydrateFallback: Nothing,
    children: [
      { path: '/', element: <Start /> },
      { path: '/intake', lazy: async () => ({ Component: (await import('./intake/intake-page.tsx')).IntakePage }) },
      {
        path: '/documents/:id',
        lazy: async () => ({ Component: (await import('./document/document-page.tsx')).DocumentPage }),
      },
      { path: '/trays', lazy: async () => ({ Component: (await import('./trays/trays-page.tsx')).TraysPage }) },
      { path: '/work', lazy: async () => ({ Component: (await import('./work-list/work-page.tsx')).WorkPage }) },
      {
        path: '/customers',
        lazy: async () => ({ Component: (await import('./customers/customers-page.tsx')).CustomersPage }),
      },
      {
        path: '/customers/:number',
        lazy: async () => ({ Component: (await import('./customers/customer-page.tsx')).CustomerPage }),
      },
      { path: '/system', lazy: async () => ({ Component: (await import('./system/system-page.tsx')).SystemPage }) },
      { path: '*', element: <MissingPage /> },
    ],
  },
]);
