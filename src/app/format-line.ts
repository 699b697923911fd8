import { styleText } from 'node:util';

const colours = { error: 'red', warn: 'yellow', info: 'cyan', debug: 'gray' } as const;

/** Turns a JSON log line into one for people: time, level when it matters, sentence, facts. */
export function formatLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { time, level, message, error, err, ...facts } = entry;
  const colour = colours[level as keyof typeof colours] ?? 'gray';
  const failure = (error ?? err) as { name?: string; message?: string } | undefined;
  const words = [
    styleText('gray', String(time).slice(11, 19)),
    ...(level === 'info' ? [] : [styleText(colour, String(level))]),
    plain(String(message ?? '')),
    ...Object.entries(facts).map(([name, value]) => styleText('gray', `${name}=${plain(show(value))}`)),
    ...(failure === undefined
      ? []
      : [
          styleText(
            colour,
            plain(typeof failure === 'object' ? `${failure.name}: ${failure.message}` : String(failure)),
          ),
        ]),
  ];
  return `${words.join(' ')}\n`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** File names and messages come from outside: without line breaks and control characters nobody can forge a line. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
