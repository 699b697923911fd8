import type { DrawnFilePage } from '../protocol.ts';

/** What a task may do beside computing: read the objects it was given and write output files. Nothing else leaves the child. */
export interface TaskTools {
  /** The local path of an object named in the order. Throws when it was not. */
  pathOf(sha256: string): string;
  /**
   * Writes an output file and resolves when the parent may be given more: with a slow store the child waits instead of
   * filling the disk. Names are lower-case letters, digits, `-` and `.`, each used once in a task.
   */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Says that a page of a file of `pageCount` pages is made, behind the outputs it names. */
  pageMade(page: DrawnFilePage, pageCount: number): void;
}
