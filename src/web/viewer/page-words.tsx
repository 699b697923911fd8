import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { queries } from '../api/queries.ts';
import { boxStyle } from './field-boxes.tsx';
import css from './page-words.module.css';

/**
 * The words read on a page, lying invisibly over their image, so one can be picked with a click instead of typed. A
 * shortcut for the pointer only: the same text is in the text view, and the search field takes it by keyboard.
 */
export const PageWords = memo(function PageWords({
  documentId,
  page,
  onPick,
}: {
  documentId: string;
  page: number;
  onPick: (word: string) => void;
}) {
  const { data } = useQuery(queries.pageWords(documentId, page));
  return (
    <div className={css.words} aria-hidden>
      {data?.words.map((word, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/suspicious/noArrayIndexKey: words of a page do not move
        <span key={index} className={css.word} style={boxStyle(word.box)} onClick={() => onPick(word.text)} />
      ))}
    </div>
  );
});
