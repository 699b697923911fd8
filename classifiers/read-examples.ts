import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { channels } from '../src/domain/channel.ts';
import { MailroomError } from '../src/domain/errors.ts';
import type { Example } from './learning/example.ts';
import { looksEnglish } from './text/words-of-text.ts';

const line = z
  .object({
    text: z.string().max(200_000),
    class: z.string().optional(),
    label: z.string().optional(),
    category: z.string().optional(),
    second: z.string().nullish(),
    subject: z.string().nullish(),
    senderEmail: z.string().nullish(),
    channel: z.enum(channels).optional(),
    language: z.enum(['de', 'en', 'und']).optional(),
  })
  .loose();

/**
 * Reads a JSON Lines file, or all `*.jsonl` files of a folder in order of their names. The class stands in the line
 * (`class`, `label` or `category`) or is the file's name. Fails with `config.invalid`, naming file and line.
 */
export async function readExamples(path: string): Promise<readonly Example[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new MailroomError('config.invalid', `${path} cannot be read. Name a JSON Lines file or a folder of them.`, {
      cause,
    });
  });
  if (!info.isDirectory()) return readFileOf(path);
  const names = (await readdir(path)).filter((name) => extname(name) === '.jsonl').sort();
  return (await Promise.all(names.map((name) => readFileOf(join(path, name))))).flat();
}

async function readFileOf(path: string): Promise<readonly Example[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((content, index) => (content.trim() === '' ? [] : [exampleOf(content, path, index + 1)]));
}

function exampleOf(content: string, path: string, lineNumber: number): Example {
  const parsed = line.safeParse(parseJson(content));
  if (!parsed.success) {
    const reason = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');
    throw new MailroomError('config.invalid', `${path} line ${lineNumber} is no example: ${reason}.`);
  }
  const { text, second, subject, senderEmail, channel, language } = parsed.data;
  return {
    text,
    classKey: parsed.data.class ?? parsed.data.label ?? parsed.data.category ?? basename(path, extname(path)),
    second: second ?? null,
    subject: subject ?? null,
    senderEmail: senderEmail ?? null,
    channel: channel ?? 'email',
    language: language ?? (looksEnglish(text) ? 'en' : 'de'),
  };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
