import {
  IconFileText,
  IconKey,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconScan,
  IconSun,
  IconUpload,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../api/mailroom-api.ts';
import { queries } from '../api/queries.ts';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import { useSignOut } from './account-menu.tsx';
import { placesFor } from './places.ts';
import { useScheme } from './scheme-switch.tsx';
import { useMay, useMe } from './session.tsx';
import { useChooseLanguage } from './use-choose-language.ts';

export interface Find {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly Icon: typeof IconUser;
  readonly run: () => void;
}
export interface FindGroup {
  readonly title: string;
  readonly finds: readonly Find[];
}

const shownMax = 6;

/** What the palette offers for a query: pages and actions at once, customers and documents as the server finds them. */
export function usePaletteFinds(query: string, settled: string): { groups: readonly FindGroup[]; isFetching: boolean } {
  const { words } = useSpeech();
  const navigate = useNavigate();
  const may = useMay();
  const nameClass = useClassName();
  const isSearch = settled.length >= 2;
  const customers = useQuery({
    ...queries.customers(settled),
    enabled: isSearch && may('readCustomers'),
    placeholderData: keepPreviousData,
  });
  const documents = useQuery({
    queryKey: ['paletteDocuments', settled],
    queryFn: ({ signal }) => api.documents({ q: settled }, null, shownMax, signal),
    enabled: isSearch && may('readDocuments'),
    placeholderData: keepPreviousData,
  });

  const pages = placesFor(useMe()).map(
    (place): Find => ({
      key: place.path,
      name: place.name(words),
      detail: '',
      Icon: place.Icon,
      run: () => void navigate(place.path),
    }),
  );
  const groups: FindGroup[] = [
    { title: words.palette.pages, finds: pages.filter((find) => matches(find.name, query)) },
    { title: words.palette.actions, finds: useActions().filter((find) => matches(find.name, query)) },
  ];
  if (isSearch) {
    groups.push({
      title: words.palette.customers,
      finds: (customers.data?.items ?? []).slice(0, shownMax).map((customer) => ({
        key: customer.customerNumber,
        name: customer.displayName,
        detail: `${customer.customerNumber} · ${customer.displayAddress}`,
        Icon: IconUser,
        run: () => void navigate(`/customers/${encodeURIComponent(customer.customerNumber)}`),
      })),
    });
    groups.push({
      title: words.palette.documents,
      finds: (documents.data?.items ?? []).map((row) => ({
        key: row.id,
        name: row.filename,
        detail: [row.classKey === null ? '' : nameClass(row.classKey), row.customerName ?? '']
          .filter((part) => part !== '')
          .join(' · '),
        Icon: IconFileText,
        run: () => void navigate(`/documents/${row.id}`),
      })),
    });
  }
  return {
    groups: groups.filter((group) => group.finds.length > 0),
    isFetching: isSearch && (customers.isFetching || documents.isFetching),
  };
}

function useActions(): readonly Find[] {
  const { words, language } = useSpeech();
  const choose = useChooseLanguage();
  const { isDark, toggle } = useScheme();
  const navigate = useNavigate();
  const may = useMay();
  const signOut = useSignOut();
  const actions: Find[] = [
    language === 'de'
      ? { key: 'english', name: words.palette.toEnglish, detail: '', Icon: IconLanguage, run: () => choose('en') }
      : { key: 'german', name: words.palette.toGerman, detail: '', Icon: IconLanguage, run: () => choose('de') },
    {
      key: 'scheme',
      name: isDark ? words.frame.toLight : words.frame.toDark,
      detail: '',
      Icon: isDark ? IconSun : IconMoon,
      run: toggle,
    },
    {
      key: 'ownAccount',
      name: words.ownAccount.menu,
      detail: '',
      Icon: IconKey,
      run: () => void navigate('/account'),
    },
    { key: 'signOut', name: words.frame.signOut, detail: '', Icon: IconLogout, run: signOut },
  ];
  if (may('scanBatches')) {
    actions.unshift({
      key: 'newBatch',
      name: words.batches.add,
      detail: '',
      Icon: IconScan,
      run: () => void navigate('/scan-station?new=1'),
    });
  }
  if (may('uploadDocuments')) {
    actions.unshift({
      key: 'upload',
      name: words.intake.choose,
      detail: '',
      Icon: IconUpload,
      run: () => void navigate('/intake?choose=1'),
    });
  }
  return actions;
}

const fold = (text: string) => text.toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
const matches = (name: string, query: string) => query === '' || fold(name).includes(fold(query));
