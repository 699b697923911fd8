import { closeSync, openSync, readSync } from 'node:fs';
import type { OpenAnswer, OpenInput } from '../protocol.ts';
import { refusals } from './refusals.ts';
import { sniff, sniffedBytes } from './sniff.ts';
import type { TaskTools } from './task-tools.ts';

/** Opens hostile bytes: finds out what they are and takes them apart. Bad bytes are an answer, never an exception. */
export async function open(input: OpenInput, tools: TaskTools): Promise<OpenAnswer> {
  const path = tools.pathOf(input.original);
  if (input.depth > input.limits.depthMax) return refusals.tooDeep(input.limits.depthMax);
  const found = sniff(headOf(path));
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

function headOf(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(sniffedBytes);
    return head.subarray(0, readSync(descriptor, head, 0, sniffedBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
