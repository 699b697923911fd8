import type { Box } from '../../domain/page.ts';
import { addresses } from '../api/mailroom-api.ts';
import { snippetWidthPx } from '../viewer/image-width.ts';
import css from './field-snippet.module.css';

interface FieldSnippetProps {
  readonly documentId: string;
  readonly page: number;
  readonly box: Box;
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly label: string;
  /** How large the cutting may be, in rem. */
  readonly widthRem: number;
  readonly isLazy?: boolean;
}

const lineRem = 1.3;
const linesMax = 2;
/** So much of its own height is shown above and below a place: a neighbouring line says where one is. */
const around = 0.55;

/** The place of a field cut out of its page. The image is the page's own, so many cuttings cost one. */
export function FieldSnippet({ documentId, page, box, sheet, label, widthRem, isLazy = false }: FieldSnippetProps) {
  const [left, top, width, height] = box;
  const ratio = sheet.heightMm / sheet.widthMm;
  // Width of the whole page at which one line of print has the height of a line here, unless the place is too wide then.
  const lines = Math.max(1, Math.min(linesMax, Math.round((height * sheet.heightMm) / 5)));
  const pageRem = Math.min((lineRem * lines) / (height * ratio), (widthRem * 0.94) / width, widthRem * 6);
  const shownRem = Math.min(height * ratio * pageRem * (1 + 2 * around), lineRem * linesMax * (1 + around));
  const x = Math.min(left * pageRem - (widthRem - width * pageRem) * 0.06, Math.max(0, pageRem - widthRem));
  const y = top * pageRem * ratio - (shownRem - height * pageRem * ratio) / 2;
  return (
    <span className={css.cutting} style={{ width: `${widthRem}rem`, height: `${Math.max(1.75, shownRem)}rem` }}>
      <img
        className={css.page}
        src={addresses.pageImage(documentId, page, snippetWidthPx)}
        alt={label}
        loading={isLazy ? 'lazy' : 'eager'}
        draggable={false}
        style={{
          width: `${pageRem}rem`,
          height: `${pageRem * ratio}rem`,
          transform: `translate(${-Math.max(0, x)}rem, ${-y}rem)`,
        }}
      />
    </span>
  );
}
