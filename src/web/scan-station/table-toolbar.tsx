import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowMerge,
  IconCut,
  IconFile,
  IconFileExport,
  IconRotateClockwise,
  IconScan,
  IconTrash,
  IconTrashOff,
} from '@tabler/icons-react';
import { useSpeech } from '../words/words.tsx';
import type { PagePlace } from './light-table.ts';
import type { TableAction } from './plan-edit.ts';
import type { TableOrder } from './table-keys.ts';
import css from './table-toolbar.module.css';
import { Tool } from './tool.tsx';

const size = '1.1rem';

/** What can be done with the selected pages, for the mouse; and in words what was done last. */
export function TableToolbar({
  selected,
  mayEdit,
  canUndo,
  canRedo,
  said,
  isRefusal,
  onOrder,
}: {
  selected: readonly PagePlace[];
  mayEdit: boolean;
  canUndo: boolean;
  canRedo: boolean;
  said: string;
  isRefusal: boolean;
  onOrder: (order: TableOrder) => void;
}) {
  const { words } = useSpeech();
  const { lightTable } = words;
  const act = (action: TableAction) => () => onOrder({ kind: 'act', action });
  const allDropped = selected.length > 0 && selected.every(({ page }) => page.dropped !== null);
  return (
    <div className={css.bar} role="toolbar" aria-label={lightTable.actions}>
      {mayEdit && (
        <>
          <div className={css.group}>
            <Tool label={lightTable.cut} cap="C" icon={<IconCut size={size} aria-hidden />} onClick={act('cut')} />
            <Tool
              label={lightTable.merge}
              cap="M"
              icon={<IconArrowMerge size={size} aria-hidden />}
              onClick={act('merge')}
            />
            <Tool
              label={lightTable.ownDocument}
              cap="E"
              icon={<IconFileExport size={size} aria-hidden />}
              onClick={act('moveOut')}
            />
          </div>
          <div className={css.group}>
            <Tool
              label={lightTable.turn}
              cap="R"
              icon={<IconRotateClockwise size={size} aria-hidden />}
              onClick={act('turnRight')}
            />
            <Tool label={lightTable.blank} cap="B" icon={<IconFile size={size} aria-hidden />} onClick={act('blank')} />
            <Tool
              label={allDropped ? lightTable.restore : lightTable.remove}
              cap={allDropped ? words.tableKeys.insert : words.tableKeys.delete}
              icon={allDropped ? <IconTrashOff size={size} aria-hidden /> : <IconTrash size={size} aria-hidden />}
              onClick={act(allDropped ? 'restore' : 'remove')}
            />
            <Tool label={lightTable.mark} cap="X" icon={<IconScan size={size} aria-hidden />} onClick={act('mark')} />
          </div>
          <div className={css.group}>
            <Tool
              label={lightTable.undo}
              cap={`${words.keys.ctrl} Z`}
              icon={<IconArrowBackUp size={size} aria-hidden />}
              isDisabled={!canUndo}
              onClick={() => onOrder({ kind: 'undo' })}
            />
            <Tool
              label={lightTable.redo}
              cap={`${words.keys.ctrl} ${words.tableKeys.shift} Z`}
              icon={<IconArrowForwardUp size={size} aria-hidden />}
              isDisabled={!canRedo}
              onClick={() => onOrder({ kind: 'redo' })}
            />
          </div>
        </>
      )}
      <span className={css.count}>{selected.length > 1 && lightTable.selected(selected.length)}</span>
      {/* The live region of the page says it too; this is for those who look. */}
      <span className={css.said} data-refusal={isRefusal || undefined} aria-hidden title={said}>
        {said}
      </span>
    </div>
  );
}
