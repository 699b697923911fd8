import { Button } from '@mantine/core';
import { IconFileUpload, IconScan } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { isStale } from '../api/api-problem.ts';
import { scansAddress } from '../api/batches-api.ts';
import type { BatchDetail, BatchScan } from '../api/contract.ts';
import { useMay } from '../frame/session.tsx';
import { UploadList } from '../intake/upload-list.tsx';
import { inOrderOfNames } from '../intake/upload-order.ts';
import { useUploads } from '../intake/uploads.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { DropOverlay } from '../ui/drop-overlay.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { AnnounceDialog } from './announce-dialog.tsx';
import css from './batch-desk.module.css';
import { type BatchDialog, BatchHead } from './batch-head.tsx';
import { ChainDialog, DiscardDialog, ReleaseDialog } from './close-dialogs.tsx';
import { isPoor, layTable, nextDoubt, type PagePlace, refOf, stepFrom } from './light-table.ts';
import { PagePreview } from './page-preview.tsx';
import { type Plan, planEdit, planMove, planMoveOut } from './plan-edit.ts';
import { PrintedChain } from './printed-chain.tsx';
import { RemoveScanDialog } from './remove-scan-dialog.tsx';
import { sayPlan } from './say-outcome.ts';
import { ScanNotices } from './scan-notices.tsx';
import { TableCanvas } from './table-canvas.tsx';
import type { TableOrder } from './table-keys.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { useBatchEdits } from './use-batch-edits.ts';
import type { DropPlace } from './use-page-drag.ts';
import { useSelection } from './use-selection.ts';
import { useTableKeys } from './use-table-keys.ts';
import { useTitle } from './use-title.ts';

/** The light table of a batch: thumbnails left, the selected page right, and everything that can be done with them. */
export function BatchDesk({ batch }: { batch: BatchDetail }) {
  const { words, sayError } = useSpeech();
  const { lightTable } = words;
  const announce = useAnnounce();
  const uploads = useUploads();
  const mayScan = useMay()('scanBatches');
  const mayEdit = mayScan && batch.state === 'open';
  const [dialog, setDialog] = useState<BatchDialog | null>(null);
  const [failed, setFailed] = useState<BatchScan | null>(null);
  const [said, setSaid] = useState({ sentence: '', isRefusal: false });
  useTitle(batch);

  const say = (sentence: string, isRefusal = false) => {
    setSaid({ sentence, isRefusal });
    announce(sentence);
  };
  const { parts, isBusy, push } = useBatchEdits(batch, {
    onDone: (step) => {
      if (step.kind === 'undo') say(lightTable.said.undone);
      if (step.kind === 'redo') say(lightTable.said.redone);
    },
    onRefused: (error) => say(isStale(error) ? lightTable.said.stale : lightTable.said.failed(sayError(error)), true),
  });
  // What has arrived is seen on the table; only what is under way or was refused is worth the room.
  const isUploading =
    uploads.missing(batch.id) > 0 ||
    uploads.entries.some((one) => one.batchId === batch.id && one.state.kind !== 'taken');
  const table = useMemo(() => layTable(parts), [parts]);
  const { cursor, pages: selected, keys: selectedKeys, choose } = useSelection(table);
  const marked = selected.filter(({ page }) => page.isForRescan);

  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    disabled: !mayEdit,
    onDropAccepted: (files) =>
      uploads.add(inOrderOfNames(files), { kind: 'batch', batchId: batch.id, address: scansAddress(batch.id) }),
  });
  const rescan = useDropzone({
    noClick: true,
    noKeyboard: true,
    noDrag: true,
    multiple: false,
    disabled: !mayEdit,
    onDropAccepted: (files) =>
      uploads.add(files, {
        kind: 'batch',
        batchId: batch.id,
        address: scansAddress(
          batch.id,
          marked.map(({ page }) => refOf(page)),
        ),
      }),
  });

  const follow = (plan: Plan) => {
    say(sayPlan(plan, { said: lightTable.said, empty: lightTable.emptyTitle }), plan.kind === 'refused');
    if (plan.kind === 'edit') push({ kind: 'edit', edit: plan.edit });
  };
  const goTo = (place: PagePlace | null, otherwise: string) =>
    place === null ? say(otherwise) : choose(place.key, false);
  const order = (what: TableOrder) => {
    if (what.kind === 'step') {
      if (cursor !== undefined) choose(stepFrom(table, cursor, what.step).key, what.selects);
      return;
    }
    if (what.kind === 'doubt') return goTo(nextDoubt(table, cursor?.flat ?? -1, what.direction), lightTable.noDoubts);
    if (!mayEdit) return say(batch.state === 'open' ? lightTable.readOnly : lightTable.said.closed, true);
    switch (what.kind) {
      case 'act':
        return follow(planEdit(table, selected, cursor, what.action));
      case 'undo':
      case 'redo': {
        const isPossible = isBusy || (what.kind === 'undo' ? batch.canUndo : batch.canRedo);
        if (isPossible) push({ kind: what.kind });
        else say(what.kind === 'undo' ? lightTable.said.nothingToUndo : lightTable.said.nothingToRedo, true);
        return;
      }
      case 'release':
        return isBusy ? undefined : setDialog('release');
      case 'add':
        return open();
      case 'replace':
        return marked.length > 0 ? rescan.open() : goTo(nextMarked(), lightTable.forRescan(0));
    }
  };
  const nextMarked = (): PagePlace | null => {
    const all = table.places.filter(({ page }) => page.isForRescan);
    return all.find(({ flat }) => flat > (cursor?.flat ?? -1)) ?? all[0] ?? null;
  };
  const moveTo = ({ key, side }: DropPlace) => {
    const target = table.byKey.get(key);
    if (target === undefined) return;
    const next = table.parts[target.part]?.pages[target.index + 1];
    const before = side === 'before' ? key : next === undefined ? null : `${next.documentId}:${next.page}`;
    const plan = planMove(table, selected, { part: target.part, before });
    if (plan !== null) follow(plan);
  };
  useTableKeys(order, mayEdit);

  const doubtCounts = {
    cuts: table.parts.filter(({ isDoubtful }) => isDoubtful).length,
    poor: table.places.filter(({ page }) => isPoor(page)).length,
    rescans: table.places.filter(({ page }) => page.isForRescan).length,
  };
  const close = () => setDialog(null);
  return (
    <div {...getRootProps({ className: css.desk, role: 'presentation' })}>
      {/* The buttons are the way in; a second one to the same dialog would only be read out twice. */}
      <input {...getInputProps({ style: { display: 'none' } })} aria-label={lightTable.add} data-scans />
      <input {...rescan.getInputProps({ style: { display: 'none' } })} aria-label={lightTable.replace} data-rescan />
      <div>
        <BatchHead
          batch={batch}
          doubtCounts={doubtCounts}
          mayEdit={mayEdit}
          isBusy={isBusy}
          onNextDoubt={() => order({ kind: 'doubt', direction: 1 })}
          onNextRescan={() => goTo(nextMarked(), lightTable.forRescan(0))}
          onAdd={open}
          onOpen={setDialog}
        />
        <ScanNotices
          batch={batch}
          parts={parts}
          mayEdit={mayEdit}
          onRemoveScan={setFailed}
          onRemovePages={(pages) =>
            follow({
              kind: 'edit',
              edit: { kind: 'drop', pages: [...pages], reason: 'removed' },
              outcome: { kind: 'removed', count: pages.length },
            })
          }
        />
        <div className={css.uploads}>{isUploading && <UploadList batchId={batch.id} />}</div>
      </div>
      {cursor === undefined ? (
        <EmptyState
          icon={<IconScan size="2rem" stroke={1.4} />}
          title={lightTable.emptyTitle}
          text={mayEdit ? lightTable.emptyText : lightTable.emptyReadText}
        >
          {mayEdit && (
            <Button variant="default" leftSection={<IconFileUpload size="1rem" aria-hidden />} onClick={open}>
              {lightTable.add}
            </Button>
          )}
        </EmptyState>
      ) : (
        <div className={css.body}>
          <div className={css.table}>
            <TableToolbar
              selected={selected}
              mayEdit={mayEdit}
              canUndo={isBusy || batch.canUndo}
              canRedo={!isBusy && batch.canRedo}
              said={said.sentence}
              isRefusal={said.isRefusal}
              onOrder={order}
            />
            <TableCanvas
              table={table}
              cursor={cursor}
              selected={selectedKeys}
              mayEdit={mayEdit}
              onChoose={choose}
              onOrder={order}
              onMove={moveTo}
              onMoveOut={() => follow(planMoveOut(table, selected, null))}
            />
          </div>
          <PagePreview
            batch={batch}
            table={table}
            place={cursor}
            marked={marked.length}
            mayEdit={mayEdit}
            onConfirm={() => order({ kind: 'act', action: 'confirm' })}
            onReplace={rescan.open}
          />
        </div>
      )}
      {isDragActive && <DropOverlay text={lightTable.drop} />}
      {failed !== null && <RemoveScanDialog batch={batch} scan={failed} onClose={() => setFailed(null)} />}
      {dialog === 'release' && <ReleaseDialog batch={batch} doubtfulCuts={doubtCounts.cuts} onClose={close} />}
      {dialog === 'discard' && <DiscardDialog batch={batch} onClose={close} />}
      {dialog === 'announce' && <AnnounceDialog batch={batch} onClose={close} />}
      {dialog === 'chain' && <ChainDialog batch={batch} onClose={close} />}
      <PrintedChain batch={batch} />
    </div>
  );
}
