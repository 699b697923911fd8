import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { addresses } from '../api/mailroom-api.ts';
import { useSpeech } from '../words/words.tsx';
import css from './thumbnails.module.css';
import type { ViewerPage } from './viewer.tsx';

const widthPx = 160;

export function Thumbnails({
  documentId,
  pages,
  current,
  onChoose,
}: {
  documentId: string;
  pages: readonly ViewerPage[];
  current: number;
  onChoose: (page: number) => void;
}) {
  const { words } = useSpeech();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-page="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav ref={list} className={css.strip} aria-label={words.viewer.pages}>
      {pages.map((page) => (
        <UnstyledButton
          key={page.number}
          className={css.page}
          data-page={page.number}
          aria-current={page.number === current ? 'page' : undefined}
          aria-label={words.common.pageOf(page.number, pages.length)}
          onClick={() => onChoose(page.number)}
        >
          <img
            src={addresses.pageImage(documentId, page.number, widthPx)}
            alt=""
            loading="lazy"
            decoding="async"
            style={{ aspectRatio: `${page.widthMm} / ${page.heightMm}` }}
          />
          <span>{page.number}</span>
        </UnstyledButton>
      ))}
    </nav>
  );
}
