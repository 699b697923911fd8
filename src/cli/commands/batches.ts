import { type BatchDetail, type BatchRow, batchDetail, batchPage } from '../../api/contract/batches.ts';
import { apiBase } from '../../api/contract/common.ts';
import { counted } from '../counted.ts';
import { createOutput } from '../output.ts';
import { callServer, findServer, postJson, type ServerOptions } from '../server-call.ts';

const batchesShown = 200;

export async function list(options: ServerOptions & { readonly state?: string }): Promise<void> {
  const output = createOutput(options.json === true);
  const server = await findServer(options);
  const filter = options.state === undefined ? '' : `&state=${encodeURIComponent(options.state)}`;
  const { items } = batchPage.parse(await callServer(server, `/batches?limit=${batchesShown}${filter}`));
  for (const batch of items) output.result(batch, lineOf(batch));
  if (items.length === 0) output.note('There are no such batches.');
}

export async function show(id: string, options: ServerOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const batch = await find(id, options);
  output.result(batch, [lineOf(batch), ...chainOf(batch)].join('\n'));
}

/** Refused with a sentence when the count does not add up and no reason is given. */
export async function release(id: string, options: ServerOptions & { readonly reason?: string }): Promise<void> {
  const output = createOutput(options.json === true);
  const { revision } = await find(id, options);
  const order = options.reason === undefined ? { revision } : { revision, reason: options.reason };
  const server = await findServer(options);
  const released = batchDetail.parse(await postJson(server, `/batches/${encodeURIComponent(id)}/release`, order));
  output.result(released, [lineOf(released), ...chainOf(released)].join('\n'));
}

async function find(id: string, options: ServerOptions): Promise<BatchDetail> {
  return batchDetail.parse(await callServer(await findServer(options), `/batches/${encodeURIComponent(id)}`));
}

function lineOf(batch: BatchRow): string {
  const files = `${counted(batch.scanCount, 'scan')}, ${counted(batch.imageCount, 'image')}`;
  const came =
    batch.documentCount === null || batch.keptCount === null
      ? ''
      : `, ${counted(batch.documentCount, 'document')} of ${counted(batch.keptCount, 'page')}${batch.state === 'open' ? ' so far' : ''}`;
  const open = batch.scansUnderWay + batch.scansFailed;
  const waiting = open === 0 ? '' : `, ${batch.scansUnderWay} under way, ${batch.scansFailed} failed`;
  return `${batch.id}  ${batch.state.padEnd(9)} ${batch.profile}  received ${batch.receivedAt}  ${files}${came}${waiting}`;
}

function chainOf(batch: BatchDetail): readonly string[] {
  const { countChain: chain, countSheetSha256, id } = batch;
  const announced = chain.announcedSheets === null ? 'not announced' : `${chain.announcedSheets} announced`;
  return [
    `sheets     ${announced}, ${chain.sheetsScanned} scanned (${counted(chain.separatorSheets, 'separator')}, ${chain.rescannedSheets} scanned again)`,
    `images     ${chain.images}: ${chain.kept} kept, ${chain.blank} blank, ${counted(chain.separators, 'separator')}, ${chain.removed} removed, ${chain.rescanned} replaced`,
    `documents  ${chain.documents}${chain.workItems === null ? '' : `, ${counted(chain.workItems, 'work item')}`}`,
    ...closingOf(batch),
    chain.breaks.length === 0
      ? 'The count adds up.'
      : `The count does not add up: ${chain.breaks.map(({ key, expected, counted }) => `${key} (${counted} instead of ${expected})`).join(', ')}.`,
    ...(countSheetSha256 === null
      ? []
      : [`sheet      ${apiBase}/batches/${id}/count-sheet (sha256 ${countSheetSha256})`]),
  ];
}

/** Who ended it when, and why although the count did not add up. */
function closingOf({ state, closedAt, closedBy, closedByName, reason }: BatchRow): readonly string[] {
  if (closedAt === null) return [];
  return [
    `${state.padEnd(10)} by ${closedByName ?? closedBy ?? 'nobody known'} at ${closedAt}`,
    ...(reason === null ? [] : [`reason     ${reason}`]),
  ];
}
