import { memo, useEffect, useState } from 'react';
import { addresses } from '../api/mailroom-api.ts';
import { useSpeech } from '../words/words.tsx';
import { firstWidthPx } from './image-width.ts';
import css from './page-sheet.module.css';

interface PageSheetProps {
  readonly documentId: string;
  readonly page: number;
  readonly pageCount: number;
  /** Width of the image that is sharp at the present zoom. */
  readonly sharpWidthPx: number;
  /** Changes when the pages were made anew, so a browser does not show the ones before. */
  readonly version: string;
}

/** One page's image: a small one at once, the sharp one over it as soon as it is there. */
export const PageSheet = memo(function PageSheet({
  documentId,
  page,
  pageCount,
  sharpWidthPx,
  version,
}: PageSheetProps) {
  const { words } = useSpeech();
  const [hasFailed, setFailed] = useState(false);
  const small = addresses.pageImage(documentId, page, firstWidthPx);
  const sharp = useSharpest(addresses.pageImage(documentId, page, sharpWidthPx), `${documentId}/${page}/${version}`);
  return (
    <>
      {hasFailed && sharp === null && <span className={css.failed}>{words.viewer.failed}</span>}
      <img
        key={`${documentId}/${page}/${version}`}
        className={css.image}
        src={sharp ?? small}
        alt={words.viewer.pageImage(page, pageCount)}
        draggable={false}
        onError={() => setFailed(true)}
        data-blurred={sharp === null || undefined}
        data-failed={(hasFailed && sharp === null) || undefined}
      />
    </>
  );
});

/** The address of the sharpest image of this page that has been decoded so far; null before the first. */
function useSharpest(wanted: string, pageKey: string): string | null {
  const [ready, setReady] = useState<{ address: string; pageKey: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const image = new Image();
    image.src = wanted;
    image
      .decode()
      .then(() => {
        if (isWanted) setReady({ address: wanted, pageKey });
      })
      .catch(() => {
        // The smaller image stays; the next zoom or page asks again.
      });
    return () => {
      isWanted = false;
    };
  }, [wanted, pageKey]);
  return ready?.pageKey === pageKey ? ready.address : null;
}
