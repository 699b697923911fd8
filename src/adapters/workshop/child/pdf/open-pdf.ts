import type { OpenAnswer, OpenInput } from '../../protocol.ts';
import { refusals } from '../refusals.ts';
import type { TaskTools } from '../task-tools.ts';

export async function openPdfDocument(_path: string, _input: OpenInput, _tools: TaskTools): Promise<OpenAnswer> {
  return refusals.unreadable('PDF');
}
