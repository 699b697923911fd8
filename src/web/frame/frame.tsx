import { Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { UploadsProvider } from '../intake/uploads.tsx';
import { KeySheet } from '../keys/key-sheet.tsx';
import { useKeys } from '../keys/keys.tsx';
import { LiveProvider } from '../live/live.tsx';
import { fetchPagesAtRest } from '../page-bundles.ts';
import { RowSkeletons } from '../ui/states.tsx';
import { sweepDrafts } from '../ui/use-draft.ts';
import { UndoProvider } from '../ui/use-undo.tsx';
import { useSpeech } from '../words/words.tsx';
import { Bar } from './bar.tsx';
import css from './frame.module.css';
import { Palette } from './palette.tsx';
import { SessionGate } from './session.tsx';

/** The bar above every page, the search over all of them, and the sheet of keys. */
export function Frame() {
  return (
    <SessionGate>
      <LiveProvider>
        <UploadsProvider>
          <UndoProvider>
            <FrameInside />
          </UndoProvider>
        </UploadsProvider>
      </LiveProvider>
    </SessionGate>
  );
}

function FrameInside() {
  const { words } = useSpeech();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(fetchPagesAtRest, []);
  useEffect(sweepDrafts, []);
  // The link that led here is gone with its page; without this a keyboard would begin again at the top of the bar.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address
  useEffect(() => {
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  const [opened, setOpened] = useState<'palette' | 'keys' | null>(null);
  useKeys([
    {
      on: ['Ctrl+k'],
      label: words.keys.palette,
      scope: 'everywhere',
      whileTyping: true,
      run: () => setOpened('palette'),
    },
    { on: ['?'], label: words.keys.sheet, scope: 'everywhere', run: () => setOpened('keys') },
  ]);
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#content">
        {words.frame.skip}
      </a>
      <Bar onSearch={() => setOpened('palette')} onKeys={() => setOpened('keys')} />
      <main ref={main} id="content" className={css.main} tabIndex={-1} key={pathname.split('/')[1]}>
        <Suspense fallback={<RowSkeletons count={8} />}>
          <Outlet />
        </Suspense>
      </main>
      {opened === 'palette' && <Palette onClose={() => setOpened(null)} />}
      {opened === 'keys' && <KeySheet onClose={() => setOpened(null)} />}
    </div>
  );
}
