import {
  IconAddressBook,
  IconEyeQuestion,
  IconInbox,
  IconListCheck,
  IconScan,
  IconServerCog,
  IconShieldCheck,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react';
import type { Figures, Me, Permission } from '../api/contract.ts';
import type { Words } from '../words/en.ts';

export interface Place {
  readonly path: string;
  readonly name: (words: Words) => string;
  readonly Icon: typeof IconInbox;
  readonly needs: Permission;
  /** Whoever has this permission reaches it another way. */
  readonly unless?: Permission;
  /** Auditors, who may only look, find it in the bar. */
  readonly isForAuditors?: boolean;
  /** What waits there, shown beside the name; null where nothing is counted. */
  readonly waiting: (figures: Figures) => number | null;
}

/** The pages in the order of the bar. */
export const places: readonly Place[] = [
  {
    path: '/intake',
    name: (words) => words.frame.intake,
    Icon: IconInbox,
    needs: 'readDocuments',
    waiting: () => null,
  },
  {
    path: '/scan-station',
    name: (words) => words.frame.scanStation,
    Icon: IconScan,
    needs: 'scanBatches',
    isForAuditors: true,
    waiting: () => null,
  },
  {
    path: '/review',
    name: (words) => words.frame.review,
    Icon: IconEyeQuestion,
    needs: 'resolveDocuments',
    waiting: (figures) => figures.trays.indexing,
  },
  {
    path: '/trays',
    name: (words) => words.frame.trays,
    Icon: IconStack2,
    needs: 'resolveDocuments',
    // What waits for review is counted there.
    waiting: (figures) => figures.withPerson - figures.trays.indexing,
  },
  {
    path: '/work',
    name: (words) => words.frame.work,
    Icon: IconListCheck,
    needs: 'readWorkItems',
    waiting: (figures) => figures.waitingItems,
  },
  {
    path: '/customers',
    name: (words) => words.frame.customers,
    Icon: IconAddressBook,
    needs: 'readCustomers',
    waiting: () => null,
  },
  {
    path: '/quality',
    name: (words) => words.frame.quality,
    Icon: IconShieldCheck,
    needs: 'readQuality',
    waiting: () => null,
  },
  {
    path: '/quality/check',
    name: (words) => words.frame.qualityCheck,
    Icon: IconShieldCheck,
    needs: 'resolveDocuments',
    // Whoever reads the figures finds the checks there.
    unless: 'readQuality',
    waiting: () => null,
  },
  {
    path: '/accounts',
    name: (words) => words.frame.accounts,
    Icon: IconUsers,
    needs: 'manageAccounts',
    waiting: () => null,
  },
  {
    path: '/system',
    name: (words) => words.frame.system,
    Icon: IconServerCog,
    needs: 'seeSystem',
    waiting: () => null,
  },
];

/** The places an account finds in the bar and by the search over all pages. */
export function placesFor({ permissions, role }: Pick<Me, 'permissions' | 'role'>): readonly Place[] {
  return places.filter(
    (place) =>
      (permissions.includes(place.needs) || (place.isForAuditors === true && role === 'auditor')) &&
      (place.unless === undefined || !permissions.includes(place.unless)),
  );
}

/** Where work begins for a role: agents at the work list, everyone else where post comes in. */
export function firstPlace(permissions: readonly Permission[]): string {
  if (permissions.includes('takeWorkItems') && !permissions.includes('uploadDocuments')) return '/work';
  return places.find((place) => permissions.includes(place.needs))?.path ?? '/intake';
}
