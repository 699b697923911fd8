/** Each page is its own bundle: an agent's browser never waits for the set-up page. */
export const pageBundles = {
  intake: () => import('./intake/intake-page.tsx').then(({ IntakePage }) => ({ Component: IntakePage })),
  batches: () => import('./scan-station/batches-page.tsx').then(({ BatchesPage }) => ({ Component: BatchesPage })),
  batch: () => import('./scan-station/batch-page.tsx').then(({ BatchPage }) => ({ Component: BatchPage })),
  document: () => import('./document/document-page.tsx').then(({ DocumentPage }) => ({ Component: DocumentPage })),
  review: () => import('./review/review-page.tsx').then(({ ReviewPage }) => ({ Component: ReviewPage })),
  reviewFields: () => import('./review/fields-page.tsx').then(({ FieldsPage }) => ({ Component: FieldsPage })),
  trays: () => import('./trays/trays-page.tsx').then(({ TraysPage }) => ({ Component: TraysPage })),
  work: () => import('./work-list/work-page.tsx').then(({ WorkPage }) => ({ Component: WorkPage })),
  customers: () => import('./customers/customers-page.tsx').then(({ CustomersPage }) => ({ Component: CustomersPage })),
  customer: () => import('./customers/customer-page.tsx').then(({ CustomerPage }) => ({ Component: CustomerPage })),
  quality: () => import('./quality/quality-page.tsx').then(({ QualityPage }) => ({ Component: QualityPage })),
  qualityDocuments: () =>
    import('./quality/quality-list-page.tsx').then(({ QualityListPage }) => ({ Component: QualityListPage })),
  qualityCheck: () => import('./quality/check-page.tsx').then(({ CheckPage }) => ({ Component: CheckPage })),
  accounts: () => import('./accounts/accounts-page.tsx').then(({ AccountsPage }) => ({ Component: AccountsPage })),
  ownAccount: () =>
    import('./own-account/own-account-page.tsx').then(({ OwnAccountPage }) => ({ Component: OwnAccountPage })),
  system: () => import('./system/system-page.tsx').then(({ SystemPage }) => ({ Component: SystemPage })),
};

const restMs = 1500;

/** Fetches the other pages once the first one stands, so that every later step is drawn at once. Returns a way to call it off. */
export function fetchPagesAtRest(): () => void {
  const timer = window.setTimeout(() => {
    for (const load of Object.values(pageBundles)) {
      load().catch(() => {
        // Fetched again, and complained about, when someone goes there.
      });
    }
  }, restMs);
  return () => window.clearTimeout(timer);
}
