import { closeSync, openSync, readSync } from 'node:fs';
import { MailroomError } from '../../../domain/errors.ts';
import type { OpenAnswer, OpenInput } from '../protocol.ts';
import { refusals } from './refusals.ts';
import { type Sniffed, sniff, sniffedBytes } from './sniff.ts';
import type { TaskTools } from './task-tools.ts';
import { isTrap } from './trap.ts';

/** Opens hostile bytes: finds out what they are and takes them apart. Bad bytes are an answer, never an exception. */
export async function open(input: OpenInput, tools: TaskTools): Promise<OpenAnswer> {
  const path = tools.pathOf(input.original);
  if (input.depth > input.limits.depthMax) return refusals.tooDeep(input.limits.depthMax);
  const found = sniff(headOf(path));
  try {
    return await openKind(found, path, input, tools);
  } catch (error) {
    // A full disk or a vanished folder is the machine's fault and worth another try; all else is what the bytes did.
    if (isTrap(error)) throw error;
    if (error instanceof MailroomError || (error instanceof Error && 'syscall' in error)) throw error;
    return refusals.unreadable(nameOf(found));
  }
}

async function openKind(found: Sniffed, path: string, input: OpenInput, tools: TaskTools): Promise<OpenAnswer> {
  switch (found.kind) {
    case 'empty':
      return refusals.empty();
    case 'pdf':
      return (await import('./pdf/open-pdf.ts')).openPdfDocument(path, input, tools);
    case 'tiff':
      return (await import('./tiff/open-tiff.ts')).openTiff(path, input, tools);
    case 'image':
      return (await import('./image/open-image.ts')).openImage(path, found, input, tools);
    case 'mail':
      return (await import('./mail/open-mail.ts')).openMail(path, input, tools);
    case 'html':
      return (await import('./text/open-text.ts')).openText(
        path,
        { isHtml: true, mediaType: 'text/html' },
        input,
        tools,
      );
    case 'text':
      return (await import('./text/open-text.ts')).openText(
        path,
        { isHtml: false, mediaType: found.mediaType },
        input,
        tools,
      );
    case 'other':
      return refusals.unsupported(found.name, found.advice);
  }
}

function nameOf(found: Sniffed): string {
  if (found.kind === 'image' || found.kind === 'other') return found.name;
  const names = {
    empty: 'document',
    pdf: 'PDF',
    tiff: 'TIFF',
    mail: 'e-mail',
    html: 'HTML page',
    text: 'text',
  } as const;
  return names[found.kind];
}

function headOf(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(sniffedBytes);
    return head.subarray(0, readSync(descriptor, head, 0, sniffedBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
