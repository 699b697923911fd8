import { readFileSync, statSync } from 'node:fs';
import type { OpenAnswer, OpenInput } from '../../protocol.ts';
import { refusals } from '../refusals.ts';
import type { TaskTools } from '../task-tools.ts';
import { decodeText } from './decode-text.ts';
import { htmlToText } from './html-text.ts';
import { layOutAnswer } from './laid-out-answer.ts';

/** Text of this size is a log or a data set, not a letter. */
const byteLengthMax = 16 * 1024 * 1024;

/** Opens a text or HTML file. Scripts in HTML are dropped unread, links and pictures are not followed. */
export async function openText(
  path: string,
  kind: { readonly isHtml: boolean; readonly mediaType: string },
  input: OpenInput,
  tools: TaskTools,
): Promise<OpenAnswer> {
  if (statSync(path).size > byteLengthMax) {
    return refusals.unsupported('a very large text file', 'Cut out the part that matters and upload that.');
  }
  const decoded = decodeText(readFileSync(path), { isCut: false });
  if (decoded === null) return refusals.unsupported('a file of an unknown kind', 'Ask the sender for a PDF.');
  const text = kind.isHtml ? htmlToText(decoded) : decoded;
  if (text.trim() === '') return refusals.empty();
  return layOutAnswer(
    {
      documentKind: 'text',
      mediaType: kind.mediaType,
      title: input.filename,
      headerLines: [],
      text,
      createdAt: input.createdAt,
      pagesMax: input.limits.pagesMax,
      mail: null,
      children: [],
      remarks: [],
    },
    tools,
  );
}
