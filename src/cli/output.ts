/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Output {
  readonly isJson: boolean;
  /** One result: a JSON line with `--json`, otherwise the sentence for people. */
  result(value: unknown, sentence: string): void;
  note(sentence: string): void;
  /** Long work: a bar on a terminal, a line now and then without one. `total` null when it is not known. */
  progress(label: string, total: number | null): Progress;
}

export interface Progress {
  advance(done: number): void;
  end(): void;
}

const barWidth = 28;
const terminalMilliseconds = 100;
const lineMilliseconds = 5000;

export function createOutput(
  isJson: boolean,
  streams: { readonly out: NodeJS.WriteStream; readonly err: NodeJS.WriteStream } = {
    out: process.stdout,
    err: process.stderr,
  },
): Output {
  const { out, err } = streams;
  return {
    isJson,
    result(value, sentence) {
      out.write(isJson ? `${JSON.stringify(value)}\n` : `${sentence}\n`);
    },
    note(sentence) {
      err.write(`${sentence}\n`);
    },
    progress(label, total) {
      const began = Date.now();
      let shownAt = 0;
      let last = 0;
      const every = err.isTTY ? terminalMilliseconds : lineMilliseconds;
      const show = (): void => {
        const perSecond = last / Math.max(0.001, (Date.now() - began) / 1000);
        const line = `${label}: ${last}${total === null ? '' : ` of ${total}`}, ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} a second`;
        err.write(err.isTTY ? `\r\u001b[K${bar(last, total)}${line}` : `${line}\n`);
      };
      return {
        advance(done) {
          last = done;
          if (Date.now() - shownAt < every) return;
          // Without a terminal the first line waits its turn too: short work needs none.
          if (shownAt !== 0 || err.isTTY) show();
          shownAt = Date.now();
        },
        end() {
          if (err.isTTY) {
            show();
            err.write('\n');
          }
        },
      };
    },
  };
}

function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return '';
  const filled = Math.min(barWidth, Math.round((done / total) * barWidth));
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] `;
}
