import { openMemoryStore } from '../../../storage/memory.ts';
import { programAt } from '../../adapters/workshop/program.ts';
import { createWorkshop } from '../../adapters/workshop/workshop.ts';
import { defaultLimits } from '../../domain/limits.ts';
import { silentLog } from '../../ports/log.ts';

/** A process with one workshop child that loops forever; prints the child's process id. Made to be killed. */
export default async function run(folder: string): Promise<void> {
  const program = programAt(new URL('./misbehaving-child.ts', import.meta.url));
  const workshop = createWorkshop({
    store: openMemoryStore(),
    limits: defaultLimits,
    processes: 1,
    log: silentLog,
    folder,
    program,
  });
  const provoke = (pdf: string) =>
    workshop.run(
      'paint',
      { objects: [], input: { pdf, page: 1, widthPx: 1, pixelsMax: 1 } },
      new AbortController().signal,
    );
  const { pid } = (await provoke('tell')).answer as unknown as { readonly pid: number };
  void provoke('loop');
  process.stdout.write(`${pid}\n`);
}
