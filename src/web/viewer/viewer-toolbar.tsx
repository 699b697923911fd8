import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/words.tsx';
import type { Fit } from './geometry.ts';
import css from './viewer-toolbar.module.css';

interface ViewerToolbarProps {
  readonly page: number;
  readonly pageCount: number;
  readonly zoom: number | null;
  readonly fit: Fit | null;
  readonly onPage: (page: number) => void;
  readonly onZoom: (direction: 1 | -1) => void;
  readonly onFit: (fit: Fit) => void;
  readonly onTurn: () => void;
  readonly start?: ReactNode;
}

export function ViewerToolbar({
  page,
  pageCount,
  zoom,
  fit,
  onPage,
  onZoom,
  onFit,
  onTurn,
  start,
}: ViewerToolbarProps) {
  const { words, formats } = useSpeech();
  const { viewer } = words;
  return (
    <div className={css.bar} role="toolbar" aria-label={viewer.toolbar}>
      {start}
      {pageCount > 1 && (
        <div className={css.group}>
          <Tool
            label={viewer.previous}
            cap="←"
            isDisabled={page <= 1}
            onClick={() => onPage(page - 1)}
            icon={<IconChevronLeft size="1.1rem" aria-hidden />}
          />
          <span className={css.number}>{words.common.pageOf(page, pageCount)}</span>
          <Tool
            label={viewer.next}
            cap="→"
            isDisabled={page >= pageCount}
            onClick={() => onPage(page + 1)}
            icon={<IconChevronRight size="1.1rem" aria-hidden />}
          />
        </div>
      )}
      <div className={css.group} data-end>
        <Tool
          label={viewer.zoomOut}
          cap="−"
          onClick={() => onZoom(-1)}
          icon={<IconZoomOut size="1.1rem" aria-hidden />}
        />
        <span className={css.zoom}>{zoom === null ? '' : formats.percentAny(zoom)}</span>
        <Tool label={viewer.zoomIn} cap="+" onClick={() => onZoom(1)} icon={<IconZoomIn size="1.1rem" aria-hidden />} />
        <Tool
          label={viewer.fit}
          cap="0"
          isPressed={fit === 'page'}
          onClick={() => onFit('page')}
          icon={<IconMaximize size="1.1rem" aria-hidden />}
        />
        <Tool
          label={viewer.fitWidth}
          cap="W"
          isPressed={fit === 'width'}
          onClick={() => onFit('width')}
          icon={<IconArrowAutofitWidth size="1.1rem" aria-hidden />}
        />
        <Tool label={viewer.rotate} cap="R" onClick={onTurn} icon={<IconRotateClockwise size="1.1rem" aria-hidden />} />
      </div>
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly cap: string;
  readonly icon: ReactNode;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}

function Tool({ label, cap, icon, isDisabled = false, isPressed, onClick }: ToolProps) {
  return (
    <Tooltip
      label={
        <>
          {label} <kbd>{cap}</kbd>
        </>
      }
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
        onClick={onClick}
        className={css.tool}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
