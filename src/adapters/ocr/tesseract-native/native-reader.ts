import { type ChildProcess, spawn } from 'node:child_process';
import { tesseractEnvironment } from './run-tesseract.ts';

/**
 * One Tesseract process that reads page after page: a page in a process of its own spends a third of its time on
 * starting and on loading the language (9 pages: 9.8 s of processor time apart, 6.7 s in one process, the same words).
 *
 * `stream_filelist` makes the program take one path a line from its input. It says nothing when a page is through, so
 * every page is followed by `endMark`, a tiny blank image whose row in the table says that the page before is complete.
 * Its output stands in a buffer until `stdbuf` (coreutils) makes that flush line by line.
 */
export interface NativeReader {
  readonly pagesRead: number;
  readonly isAlive: boolean;
  /** The table of one page. Rejects with an `Error` that says why when the process ends before; then it is of no further use. */
  read(imagePath: string): Promise<string>;
  /** Ends the process at once, also in the middle of a page. */
  end(): void;
}

export interface NativeReaderBirth {
  readonly program: string;
  /** Language and parameters; they hold for all pages of this process. */
  readonly args: readonly string[];
  /** Path of the image that marks the end of a page. */
  readonly endMark: string;
}

/** A dense A3 page has 60 KB; more than this is a runaway. */
const outputCharactersMax = 32 * 1024 * 1024;
const complaintCharactersMax = 500;

interface Waiting {
  readonly lines: string[];
  readonly resolve: (table: string) => void;
  readonly reject: (error: Error) => void;
}

export function startNativeReader({ program, args, endMark }: NativeReaderBirth): NativeReader {
  const child: ChildProcess = spawn(
    'stdbuf',
    ['-oL', program, '-', 'stdout', ...args, '-c', 'stream_filelist=1', 'tsv'],
    { env: tesseractEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let pagesRead = 0;
  let waiting: Waiting | null = null;
  let death: Error | null = null;
  let complaint = '';
  let rest = '';
  let characters = 0;
  /** Pages are counted by the program from 1 on, marks included: 1 is the first page, 2 its mark. */
  let pageOfRow = 0;

  function die(reason: string): void {
    death ??= new Error(complaint.trim() || reason);
    waiting?.reject(death);
    waiting = null;
  }

  function takeRow(row: string): void {
    if (row.startsWith('1\t')) pageOfRow = Number(row.split('\t', 2)[1]);
    const isMark = pageOfRow % 2 === 0;
    if (waiting === null || pageOfRow === 0) return;
    if (!isMark) return void waiting.lines.push(row);
    const { lines, resolve } = waiting;
    waiting = null;
    pagesRead += 1;
    characters = 0;
    complaint = '';
    resolve(lines.join('\n'));
  }

  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    characters += chunk.length;
    if (characters > outputCharactersMax) return void child.kill('SIGKILL');
    const rows = (rest + chunk).split('\n');
    rest = rows.pop() ?? '';
    for (const row of rows) takeRow(row);
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    // It names every page before it reads it; that is no complaint.
    const complaints = chunk.split('\n').filter((line) => !/^Page \d+ : /.test(line));
    complaint = (complaint + complaints.join('\n')).slice(-complaintCharactersMax);
  });
  // A process that died takes no more paths; its end is told by `close`.
  child.stdin?.on('error', () => {});
  child.on('error', (error) => die(error.message));
  child.on('close', (code, signal) => die(`tesseract ended with ${signal ?? code}`));

  return {
    get pagesRead() {
      return pagesRead;
    },
    get isAlive() {
      return death === null;
    },
    read: (imagePath) =>
      new Promise((resolve, reject) => {
        if (death !== null) return reject(death);
        waiting = { lines: [], resolve, reject };
        child.stdin?.write(`${imagePath}\n${endMark}\n`);
      }),
    end() {
      child.kill('SIGKILL');
    },
  };
}
