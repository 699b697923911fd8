import type { ProblemCode } from '../../../domain/errors.ts';
import type { Tray } from '../../../domain/tray.ts';
import type { OpenAnswer } from '../protocol.ts';

/** Every way a document can be refused, in one place: what is wrong, what to do next, and who looks after it. */
export type Refusal = Extract<OpenAnswer, { kind: 'refused' }>;

function refusal(
  tray: Tray,
  code: ProblemCode,
  message: string,
  params?: Readonly<Record<string, string | number>>,
): Refusal {
  return { kind: 'refused', tray, problem: params === undefined ? { code, message } : { code, message, params } };
}

const number = new Intl.NumberFormat('en-GB');

export const refusals = {
  empty: (): Refusal =>
    refusal('exceptions', 'document.empty', 'This document has no content (0 bytes). Ask the sender to send it again.'),

  encrypted: (what: string): Refusal =>
    refusal(
      'exceptions',
      'document.encrypted',
      `This ${what} is protected by a password or key. Ask the sender for a copy without password protection, or open it with the password and upload it again.`,
      { kind: what },
    ),

  truncated: (what: string): Refusal =>
    refusal(
      'rescan',
      'document.truncated',
      `This ${what} breaks off before its first readable page. Scan or transmit it again, or ask the sender for a complete copy.`,
      { kind: what },
    ),

  unreadable: (what: string): Refusal =>
    refusal(
      'exceptions',
      'document.unreadable',
      `This ${what} is damaged and could not be read. Ask the sender for a fresh copy, as PDF if possible.`,
      { kind: what },
    ),

  unsupported: (kind: string, advice: string): Refusal =>
    refusal('exceptions', 'document.unsupported', `This is ${kind}, which Mailroom does not open. ${advice}`, { kind }),

  tooManyPages: (pages: number, pagesMax: number): Refusal =>
    refusal(
      'exceptions',
      'document.too_many_pages',
      `This document has ${number.format(pages)} pages; at most ${number.format(pagesMax)} are taken. Split it and upload the parts, or raise the limit pagesMax.`,
      { pages, pagesMax },
    ),

  tooManyPixels: (widthPx: number, heightPx: number, pixelsMax: number): Refusal =>
    refusal(
      'quarantine',
      'document.too_many_pixels',
      `This image is ${number.format(widthPx)} × ${number.format(heightPx)} pixels, ${number.format(widthPx * heightPx)} in all; at most ${number.format(pixelsMax)} are opened. Ask the sender for a copy of at most 600 dots per inch.`,
      { widthPx, heightPx, pixels: widthPx * heightPx, pixelsMax },
    ),

  tooManyChildren: (children: number, childrenMax: number): Refusal =>
    refusal(
      'quarantine',
      'document.too_many_children',
      `This document has ${number.format(children)} attachments; at most ${number.format(childrenMax)} are taken. Save those that matter and upload them, or raise the limit childrenMax.`,
      { children, childrenMax },
    ),

  tooDeep: (depthMax: number): Refusal =>
    refusal(
      'quarantine',
      'document.too_deep',
      `Messages are nested more than ${number.format(depthMax)} deep here. Ask the sender for the innermost message itself.`,
      { depthMax },
    ),

  suspicious: (finding: string): Refusal =>
    refusal(
      'quarantine',
      'document.suspicious',
      `This document ${finding}. It was not opened further. Do not open it on your own computer; ask the sender for a plain copy, or hand it to your security team.`,
      { finding },
    ),
} as const;
