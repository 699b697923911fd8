import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem, type ProblemParams } from '../api/api-problem.ts';
import type { UploadReceipt } from '../api/contract.ts';
import { freshKey } from '../api/fresh-key.ts';
import { addressOf } from '../api/request.ts';
import { type Upload, upload } from '../api/upload.ts';
import { useMe } from '../frame/session.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { useSpeech } from '../words/words.tsx';
import { fingerprintOf, missingFiles } from './kept-uploads.ts';
import { nextToSend, pauseSecondsAfter, type UploadTarget } from './upload-order.ts';
import { useKeptUploads } from './use-kept-uploads.ts';

export interface UploadEntry {
  readonly key: string;
  readonly name: string;
  readonly byteLength: number;
  /** The batch it is scanned into; null for post that goes its way by itself. */
  readonly batchId: string | null;
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sending'; readonly fraction: number }
    /** The way to the server is interrupted; it is sent again by itself. */
    | { readonly kind: 'pausing' }
    | { readonly kind: 'taken'; readonly documentId: string; readonly isNew: boolean }
    | {
        readonly kind: 'refused';
        readonly problem: { code: string; message: string; params?: ProblemParams | undefined };
        readonly canRetry: boolean;
      };
}

interface Uploads {
  readonly entries: readonly UploadEntry[];
  readonly ownIds: ReadonlySet<string>;
  readonly add: (files: readonly File[], target: UploadTarget) => void;
  readonly retry: (key: string) => void;
  readonly stop: (key: string) => void;
  readonly clear: (batchId: string | null) => void;
  /** Files that a reload or a closed page interrupted; chosen again they go on under their first key. */
  readonly missing: (batchId: string | null) => number;
  readonly forgetMissing: (batchId: string | null) => void;
}

const UploadsContext = createContext<Uploads | null>(null);

/** Whether its result is still to come. */
export const isOpen = ({ state }: UploadEntry): boolean => state.kind !== 'taken' && state.kind !== 'refused';

/**
 * Sends again while nothing but the way is broken. Each try has the same key, so an answer that was lost on its way back
 * does not take the file in twice.
 */
async function sendThroughGaps(
  what: Upload,
  signal: AbortSignal,
  onState: (state: UploadEntry['state']) => void,
): Promise<UploadReceipt> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await upload(what, (fraction) => onState({ kind: 'sending', fraction }), signal);
    } catch (error) {
      const pauseSeconds = pauseSecondsAfter(tries);
      const isGap = error instanceof ApiProblem && error.code === 'network.unreachable';
      if (!isGap || pauseSeconds === null) throw error;
      onState({ kind: 'pausing' });
      await pause(pauseSeconds, signal);
      onState({ kind: 'sending', fraction: 0 });
    }
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(resolve, seconds * 1000);
    signal.addEventListener(
      'abort',
      () => {
        window.clearTimeout(timer);
        reject(new ApiProblem({ code: 'request.aborted', status: 0, message: 'The upload was stopped.' }));
      },
      { once: true },
    );
  });
}

/** Sends files whatever page is open meanwhile, and keeps the result of each until it is cleared. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const { uploadBytesMax, accountId } = useMe();
  const kept = useKeptUploads(accountId);
  const { words } = useSpeech();
  const announce = useAnnounce();
  const [entries, setEntries] = useState<readonly UploadEntry[]>([]);
  const orders = useRef(new Map<string, Upload>());
  const stops = useRef(new Map<string, AbortController>());

  const set = useCallback((key: string, state: UploadEntry['state']) => {
    setEntries((before) => before.map((entry) => (entry.key === key ? { ...entry, state } : entry)));
  }, []);

  const send = useCallback(
    async (key: string) => {
      const what = orders.current.get(key);
      if (what === undefined || stops.current.has(key)) return;
      const stop = new AbortController();
      stops.current.set(key, stop);
      set(key, { kind: 'sending', fraction: 0 });
      try {
        const receipt = await sendThroughGaps(what, stop.signal, (state) => set(key, state));
        const [taken] = receipt.submissions;
        const [refused] = receipt.refused;
        if (taken !== undefined) {
          set(key, { kind: 'taken', documentId: taken.documentId, isNew: taken.isNew });
          kept.taken(key, taken.documentId);
        } else
          set(key, {
            kind: 'refused',
            problem: refused?.problem ?? { code: 'answer.unreadable', message: '' },
            canRetry: false,
          });
        if (taken === undefined) kept.forget((upload) => upload.key === key);
      } catch (error) {
        const problem =
          error instanceof ApiProblem
            ? error
            : new ApiProblem({ code: 'server.failed', status: 0, message: String(error) });
        set(key, {
          kind: 'refused',
          problem,
          canRetry: problem.status === 0 || problem.status === 429 || problem.status >= 500,
        });
      } finally {
        stops.current.delete(key);
      }
    },
    [set, kept],
  );

  // Whenever a place is free the next one waiting goes; the state is the queue.
  useEffect(() => {
    for (const entry of nextToSend(entries)) void send(entry.key);
  }, [entries, send]);

  const unfinished = entries.filter((entry) => isOpen(entry)).length;
  const taken = entries.filter((entry) => entry.state.kind === 'taken').length;
  const refused = entries.filter((entry) => entry.state.kind === 'refused').length;
  useEffect(() => {
    if (unfinished > 0) {
      const warn = (event: BeforeUnloadEvent) => event.preventDefault();
      window.addEventListener('beforeunload', warn);
      return () => window.removeEventListener('beforeunload', warn);
    }
    if (taken + refused === 0) return;
    announce(
      [words.intake.uploadsDone(taken), refused > 0 ? words.intake.uploadsRefused(refused) : '']
        .filter((part) => part !== '')
        .join(', '),
    );
  }, [unfinished, taken, refused, announce, words]);

  const uploads = useMemo(
    (): Uploads => ({
      entries,
      ownIds: new Set(entries.flatMap((entry) => (entry.state.kind === 'taken' ? [entry.state.documentId] : []))),
      add: (files, target) => {
        // A file that is on its way already is not sent beside itself.
        const underWay = new Set(entries.filter(isOpen).map(({ key }) => key));
        const isNotUnderWay = (file: File) =>
          !underWay.has(kept.find(fingerprintOf(addressFor(target, file), file))?.key ?? '');
        const added = files.filter(isNotUnderWay).map((file): UploadEntry => {
          const address = addressFor(target, file);
          const known = kept.find(fingerprintOf(address, file));
          const key = known?.key ?? freshKey();
          orders.current.set(key, { file, address, idempotencyKey: key });
          const isTooLarge = file.size > uploadBytesMax;
          return {
            key,
            name: file.name,
            byteLength: file.size,
            batchId: target.kind === 'batch' ? target.batchId : null,
            state: known?.documentId
              ? { kind: 'taken', documentId: known.documentId, isNew: false }
              : isTooLarge
                ? {
                    kind: 'refused',
                    problem: {
                      code: 'upload.too_large',
                      message: '',
                      params: { limitMebibytes: Math.floor(uploadBytesMax / 1024 / 1024) },
                    },
                    canRetry: false,
                  }
                : { kind: 'waiting' },
          };
        });
        const keys = new Set(added.map(({ key }) => key));
        setEntries((before) => [...added, ...before.filter(({ key }) => !keys.has(key))]);
        kept.keep(
          added.flatMap(({ key, batchId, state }) => {
            const order = orders.current.get(key);
            if (order === undefined || state.kind === 'refused') return [];
            const documentId = state.kind === 'taken' ? state.documentId : null;
            return [{ fingerprint: fingerprintOf(order.address, order.file), key, batchId, documentId }];
          }),
        );
      },
      retry: (key) => set(key, { kind: 'waiting' }),
      stop: (key) => {
        const running = stops.current.get(key);
        if (running !== undefined) running.abort();
        else set(key, { kind: 'refused', problem: { code: 'request.aborted', message: '' }, canRetry: true });
      },
      clear: (batchId) => setEntries((before) => before.filter((entry) => entry.batchId !== batchId || isOpen(entry))),
      missing: (batchId) => missingFiles(kept.all, new Set(entries.map(({ key }) => key)), batchId),
      forgetMissing: (batchId) => {
        const shown = new Set(entries.map(({ key }) => key));
        kept.forget((upload) => upload.batchId === batchId && !shown.has(upload.key));
      },
    }),
    [entries, set, uploadBytesMax, kept],
  );
  return <UploadsContext value={uploads}>{children}</UploadsContext>;
}

export function useUploads(): Uploads {
  const uploads = use(UploadsContext);
  if (uploads === null) throw new Error('useUploads needs an UploadsProvider above it.');
  return uploads;
}

/** A mail is a mail, whatever channel was chosen for the letters and faxes dropped with it. */
function addressFor(target: UploadTarget, file: File): string {
  if (target.kind === 'batch') return target.address;
  const channel = /\.eml$/i.test(file.name) ? 'email' : target.channel;
  return addressOf('/submissions', { channel });
}
