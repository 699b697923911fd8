import { IconInbox, IconSearchOff } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useSearchParams } from 'react-router';
import { type Channel, channels } from '../../domain/channel.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useMay } from '../frame/session.tsx';
import { useKeys } from '../keys/keys.tsx';
import { DropOverlay } from '../ui/drop-overlay.tsx';
import { ListEnd } from '../ui/list-end.tsx';
import { readSetting, writeSetting } from '../ui/local-setting.ts';
import { EmptyState, FailureState, RowSkeletons } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { ArrivalsBar } from './arrivals-bar.tsx';
import { DocumentRows } from './document-rows.tsx';
import { DropStrip } from './drop-strip.tsx';
import { FiguresLine } from './figures-line.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type FilterName, filterNames, filterOf } from './intake-filter.ts';
import css from './intake-page.module.css';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './uploads.tsx';
import { useLiveDocuments } from './use-live-documents.ts';

const channelKey = 'mailroom.uploadChannel';

/** What came in and where it is. */
export function IntakePage() {
  const { words } = useSpeech();
  const may = useMay();
  const uploads = useUploads();
  const [params, setParams] = useSearchParams();
  const [channel, setChannel] = useState<Channel>(
    () => channels.find((one) => one === readSetting(channelKey)) ?? 'letter',
  );
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const filter = filterOf(params);
  const { query, rows, arrivals, showArrivals } = useLiveDocuments(filter, uploads.ownIds);
  const mayUpload = may('uploadDocuments');
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    disabled: !mayUpload,
    onDropAccepted: (files) => uploads.add(files, { kind: 'channel', channel }),
  });

  const change = useCallback(
    (name: FilterName, value: string | null) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === null) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const reset = () => setParams(new URLSearchParams(), { replace: true });
  const showNew = () => {
    showArrivals();
    list.current?.scrollTo({ top: 0 });
  };
  useKeys([
    ...(mayUpload ? [{ on: ['u'], label: words.keys.upload, run: open }] : []),
    { on: ['/'], label: words.keys.filter, run: () => searchField.current?.focus() },
    { on: ['n'], label: words.keys.newRows, run: showNew },
  ]);
  // The search over all pages offers "choose documents": it comes here and opens the file dialog.
  const wantsToChoose = params.get('choose') !== null;
  useEffect(() => {
    if (!wantsToChoose) return;
    setParams((before) => new URLSearchParams([...before].filter(([name]) => name !== 'choose')), { replace: true });
    if (mayUpload) open();
  }, [wantsToChoose, mayUpload, open, setParams]);

  const isFiltered = filterNames.some((name) => params.has(name));
  return (
    <div {...getRootProps({ className: css.page, role: 'presentation' })}>
      {/* The button in the strip is the way in; a second one to the same dialog would only be read out twice. */}
      <input {...getInputProps({ style: { display: 'none' } })} aria-label={words.intake.choose} />
      <PageTitle title={words.intake.title} isHidden />
      <div className={css.top}>
        {mayUpload && (
          <DropStrip
            channel={channel}
            onChannel={(next) => {
              setChannel(next);
              writeSetting(channelKey, next);
            }}
            onChoose={open}
          />
        )}
        <FiguresLine />
      </div>
      <UploadList />
      <FilterBar
        params={params}
        onChange={change}
        onReset={reset}
        searchField={searchField}
        count={query.isSuccess ? words.intake.loaded(rows.length) : ''}
      />
      <div ref={list} className={css.list}>
        {query.isPending && <RowSkeletons count={14} />}
        {query.isError && rows.length === 0 && (
          <FailureState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isSuccess && rows.length === 0 && arrivals === 0 && (
          <EmptyState
            icon={isFiltered ? <IconSearchOff size="2rem" stroke={1.4} /> : <IconInbox size="2rem" stroke={1.4} />}
            title={isFiltered ? words.intake.emptyFilteredTitle : words.intake.emptyTitle}
            text={isFiltered ? words.intake.emptyFilteredText : words.intake.emptyText}
          />
        )}
        {(rows.length > 0 || arrivals > 0) && (
          <DocumentRows
            label={words.intake.list}
            rows={rows}
            notice={<ArrivalsBar count={arrivals} onShow={showNew} />}
            footer={<ListEnd query={query} count={rows.length} />}
          />
        )}
      </div>
      {isDragActive && <DropOverlay text={words.intake.dropNow(words.channels[channel])} />}
    </div>
  );
}
