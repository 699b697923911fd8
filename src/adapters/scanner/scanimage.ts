import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MailroomError } from '../../domain/errors.ts';
import type { ScanProfile } from '../../domain/scan-profile.ts';
import { chooseSettings, type ScannerSettings } from './choose-settings.ts';

/** SANE's "document feeder out of documents": how a stack of unknown height ends. */
const feederEmpty = 7;
const settingsSecondsMax = 30;

export interface ScanOrder {
  /** A SANE device, such as `fujitsu:ScanSnap iX500:1234`. */
  readonly device: string;
  readonly profile: Pick<ScanProfile, 'isDuplex' | 'colour'>;
  /** Sheets to feed; null until the feeder is empty. */
  readonly sheets: number | null;
  readonly dotsPerInch: number;
  /** Pages are written here as `page-0001.tif` and so on, one file a side. */
  readonly folder: string;
}

/** A scanner that answers and knows what it shall do. */
export interface Scanner {
  /** Whether it scans both sides; false on a device that cannot, whatever the profile wants. */
  readonly isDuplex: boolean;
  /**
   * Feeds the stack and yields each page's path as soon as it is written. Fails with `request.failed` when the device
   * refuses or the feeder was empty from the beginning.
   */
  scan(): AsyncGenerator<string>;
}

/** Asks a SANE device what it can do. Fails with `request.failed` when `scanimage` or the device is not there. */
export async function openScanner(order: ScanOrder, signal: AbortSignal): Promise<Scanner> {
  const settings = chooseSettings(await settingsOf(order.device, signal), order.profile);
  const isDuplex = order.profile.isDuplex && settings.isDuplex;
  return { isDuplex, scan: () => scanPages(order, { ...settings, isDuplex }, signal) };
}

async function* scanPages(order: ScanOrder, settings: ScannerSettings, signal: AbortSignal): AsyncGenerator<string> {
  const sides = settings.isDuplex ? 2 : 1;
  const child = spawn(
    'scanimage',
    [
      `--device-name=${order.device}`,
      '--format=tiff',
      `--batch=${join(order.folder, 'page-%04d.tif')}`,
      '--batch-print',
      ...(order.sheets === null ? [] : [`--batch-count=${order.sheets * sides}`]),
      ...(settings.source === null ? [] : [`--source=${settings.source}`]),
      ...(settings.mode === null ? [] : [`--mode=${settings.mode}`]),
      `--resolution=${order.dotsPerInch}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], signal },
  );
  const ended = outcomeOf(child);
  let count = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.trim() === '') continue;
      count += 1;
      yield line.trim();
    }
  } finally {
    // Whoever stops listening stops the scanner.
    if (child.exitCode === null) child.kill('SIGTERM');
  }
  const { code, complaint } = await ended;
  if (code === 0 || (code === feederEmpty && count > 0)) return;
  throw failed(
    code === feederEmpty
      ? 'The feeder of the scanner is empty. Put the stack in and scan again.'
      : `The scanner stopped after ${count === 1 ? '1 page' : `${count} pages`}: ${lastLine(complaint)}`,
  );
}

async function settingsOf(device: string, signal: AbortSignal): Promise<string> {
  const child = spawn('scanimage', [`--device-name=${device}`, '--all-options'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(settingsSecondsMax * 1000)]),
  });
  const ended = outcomeOf(child);
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  const { code, complaint } = await ended;
  if (code !== 0) throw failed(`The scanner "${device}" cannot be used: ${lastLine(complaint)}`);
  return text;
}

function outcomeOf(
  child: ReturnType<typeof spawn>,
): Promise<{ readonly code: number | null; readonly complaint: string }> {
  let complaint = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaint = `${complaint}${bytes.toString('utf8')}`.slice(-4000);
  });
  const outcome = new Promise<{ code: number | null; complaint: string }>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? failed('The program "scanimage" is not installed; on Debian it is in sane-utils.')
          : error,
      ),
    );
    child.once('close', (code) => resolve({ code, complaint }));
  });
  // Heard of where it is awaited; until then a program that is missing must not end the process.
  outcome.catch(() => {});
  return outcome;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'it said nothing.';
}

function failed(message: string): MailroomError {
  return new MailroomError('request.failed', message);
}
