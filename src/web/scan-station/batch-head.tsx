import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconDots,
  IconFileUpload,
  IconFlag3,
  IconListNumbers,
  IconPencil,
  IconPrinter,
  IconTrashX,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { BatchDetail } from '../api/contract.ts';
import { Moment } from '../ui/moment.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './batch-head.module.css';
import { BatchState } from './batch-state.tsx';
import { ChainBreaks } from './chain-breaks.tsx';
import { useOperatorName } from './use-operator-name.ts';
import { useProfileName } from './use-profile-name.ts';

export type BatchDialog = 'release' | 'discard' | 'announce' | 'chain';

/** The batch in one line, its count chain in a second, and what does not add up in words. */
export function BatchHead({
  batch,
  doubtCounts,
  mayEdit,
  isBusy,
  onNextDoubt,
  onNextRescan,
  onAdd,
  onOpen,
}: {
  batch: BatchDetail;
  doubtCounts: { readonly cuts: number; readonly poor: number; readonly rescans: number };
  mayEdit: boolean;
  isBusy: boolean;
  onNextDoubt: () => void;
  onNextRescan: () => void;
  onAdd: () => void;
  onOpen: (dialog: BatchDialog) => void;
}) {
  const { words, formats } = useSpeech();
  const { lightTable, batches } = words;
  const nameOf = useProfileName();
  const operatorOf = useOperatorName();
  const { countChain: chain } = batch;
  const links = [
    chain.announcedSheets === null ? '' : lightTable.chainAnnounced(chain.announcedSheets),
    chain.announcedEnvelopes === null ? '' : batches.envelopesAnnounced(chain.announcedEnvelopes),
    lightTable.chainScanned(chain.sheetsScanned),
    lightTable.chainImages(chain.images),
    lightTable.chainBlank(chain.blank),
    lightTable.chainKept(chain.kept),
    lightTable.chainDocuments(chain.documents),
  ].filter((link) => link !== '');
  const { cuts, poor, rescans } = doubtCounts;
  const closer = batch.closedByName ?? batch.closedBy ?? batch.operator;
  const closedAt = batch.closedAt === null ? '' : formats.dateTime(batch.closedAt);
  return (
    <header className={css.head}>
      <div className={css.facts}>
        <div className={css.line}>
          <ActionIcon
            component={Link}
            to="/scan-station"
            variant="subtle"
            color="gray"
            aria-label={lightTable.back}
            title={lightTable.back}
          >
            <IconArrowLeft size="1.1rem" aria-hidden />
          </ActionIcon>
          <h1 className={css.title}>{nameOf(batch.profile)}</h1>
          <BatchState state={batch.state} />
          <span className={css.soft}>
            <Moment at={batch.createdAt} style="dateTime" /> · {operatorOf(batch)}
            {batch.station !== null && ` · ${batch.station}`}
          </span>
          <span className={css.received}>{lightTable.received(formats.date(batch.receivedAt))}</span>
        </div>
        <p className={css.chain}>{links.join(' · ')}</p>
        <div className={css.flags}>
          {cuts > 0 && <Flag label={lightTable.doubtfulCuts(cuts)} onClick={onNextDoubt} />}
          {poor > 0 && <Flag label={lightTable.poorPages(poor)} onClick={onNextDoubt} />}
          {rescans > 0 && <Flag label={lightTable.forRescan(rescans)} onClick={onNextRescan} />}
          <ChainBreaks breaks={chain.breaks} isEmpty={chain.images === 0} />
          {batch.state !== 'open' && (
            <span className={css.soft}>
              {batch.state === 'released'
                ? lightTable.closedReleased(closer, closedAt)
                : lightTable.closedDiscarded(closer, closedAt)}
              {batch.reason !== null && ` · ${lightTable.reason(batch.reason)}`}
            </span>
          )}
          {batch.note !== null && <span className={css.soft}>{batch.note}</span>}
        </div>
      </div>
      <div className={css.tools}>
        {mayEdit && (
          <>
            <Button variant="default" leftSection={<IconFileUpload size="1rem" aria-hidden />} onClick={onAdd}>
              {lightTable.add}
            </Button>
            <Button
              onClick={() => onOpen('release')}
              loading={isBusy}
              rightSection={<kbd aria-hidden>{words.keys.ctrl} ⏎</kbd>}
              className={css.release}
            >
              {lightTable.release}
            </Button>
          </>
        )}
        <Menu position="bottom-end" width="16rem">
          <Menu.Target>
            <ActionIcon variant="default" size="lg" aria-label={lightTable.more} title={lightTable.more}>
              <IconDots size="1.1rem" aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconListNumbers size="1rem" aria-hidden />} onClick={() => onOpen('chain')}>
              {lightTable.chain}
            </Menu.Item>
            <Menu.Item leftSection={<IconPrinter size="1rem" aria-hidden />} onClick={() => window.print()}>
              {lightTable.print}
            </Menu.Item>
            {mayEdit && (
              <>
                <Menu.Item leftSection={<IconPencil size="1rem" aria-hidden />} onClick={() => onOpen('announce')}>
                  {lightTable.edit}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item leftSection={<IconTrashX size="1rem" aria-hidden />} onClick={() => onOpen('discard')}>
                  {lightTable.discard}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </header>
  );
}

function Flag({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className={css.flag} onClick={onClick}>
      <IconFlag3 size="0.9rem" aria-hidden /> {label}
    </button>
  );
}
