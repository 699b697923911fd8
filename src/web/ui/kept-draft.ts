import { z } from 'zod';

/** A draft as it is stored: what was typed, and when, so that what nobody came back to does not stay for ever. */
const stored = z.object({ at: z.number(), value: z.unknown() });
const daysKept = 30;

export function packDraft(value: unknown, now: number): string {
  return JSON.stringify({ at: now, value });
}

/** The value of a stored draft, or null when it is too old or was never one. */
export function unpackDraft(text: string | null, now: number): unknown {
  if (text === null) return null;
  try {
    const draft = stored.parse(JSON.parse(text));
    return now - draft.at <= daysKept * 86_400_000 ? draft.value : null;
  } catch {
    return null;
  }
}
