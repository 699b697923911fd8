import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { v7 } from 'uuid';
import { openScanner } from '../../adapters/scanner/scanimage.ts';
import { batchDetail } from '../../api/contract/batches.ts';
import { uploadReceipt } from '../../api/contract/index.ts';
import { MailroomError } from '../../domain/errors.ts';
import { parseWholeNumber } from '../arguments.ts';
import { counted } from '../counted.ts';
import { settingsOf } from '../open.ts';
import { createOutput } from '../output.ts';
import { callServer, findServer, postJson, type Server, type ServerOptions } from '../server-call.ts';

export interface ScanOptions extends ServerOptions {
  readonly profile: string;
  readonly device?: string;
  readonly sheets?: string;
  readonly resolution?: string;
}

/** Scans a stack into a new batch, page by page: each is safe on the server while the next one runs through the feeder. */
export async function scan(options: ScanOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const profile = (await settingsOf(options)).scan.profiles.find(({ key }) => key === options.profile);
  if (profile === undefined) throw invalid(`There is no scan profile "${options.profile}" in the configuration.`);
  const device = options.device ?? profile.device;
  if (device === null) throw invalid('The profile names no device. Name one with --device; "scanimage -L" lists them.');
  const sheets = options.sheets === undefined ? null : parseWholeNumber('--sheets', options.sheets, 10_000);
  const dotsPerInch = parseWholeNumber('--resolution', options.resolution ?? '300', 1200);
  const server = await findServer(options);

  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const folder = await mkdtemp(join(tmpdir(), 'mailroom-scan-'));
  try {
    const scanner = await openScanner({ device, profile, sheets, dotsPerInch, folder }, stop.signal);
    if (profile.isDuplex && !scanner.isDuplex)
      output.note('This scanner has no duplex feeder: only front sides are scanned and counted.');
    let batchId: string | null = null;
    let pages = 0;
    for await (const path of scanner.scan()) {
      // Begun with the first page, so that a feeder without paper leaves no empty batch behind.
      batchId ??= await begin(server, profile.key, scanner.isDuplex, sheets);
      if (pages === 0) output.note(`Scanning into ${batchId} …`);
      await send(server, batchId, path);
      await rm(path);
      pages += 1;
      output.note(`Page ${pages} is safe.`);
    }
    output.result(
      { batchId, pages },
      `${counted(pages, 'page')} ${pages === 1 ? 'lies' : 'lie'} in ${batchId}. Look through the batch and release it.`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function begin(server: Server, profile: string, isDuplex: boolean, sheets: number | null): Promise<string> {
  const order = {
    ...{ profile, isDuplex, isFilePerPage: true },
    ...(sheets === null ? {} : { announcedSheets: sheets }),
  };
  return batchDetail.parse(await postJson(server, '/batches', order)).id;
}

async function send(server: Server, batchId: string, path: string): Promise<void> {
  const form = new FormData();
  form.set('files', await openAsBlob(path), basename(path));
  const { refused } = uploadReceipt.parse(
    await callServer(server, `/batches/${batchId}/scans`, {
      method: 'POST',
      body: form,
      headers: { 'idempotency-key': v7() },
    }),
  );
  const [first] = refused;
  if (first !== undefined) throw new MailroomError('request.failed', `${first.file}: ${first.problem.message}`);
}

function invalid(message: string): MailroomError {
  return new MailroomError('request.invalid', message);
}
