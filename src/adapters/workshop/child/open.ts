import type { OpenAnswer, OpenInput } from '../protocol.ts';
import type { TaskTools } from './task-tools.ts';

/** Opens hostile bytes. */
export async function open(_input: OpenInput, _tools: TaskTools): Promise<OpenAnswer> {
  return {
    kind: 'refused',
    tray: 'exceptions',
    problem: { code: 'document.unsupported', message: 'This kind of document is not supported.' },
  };
}
