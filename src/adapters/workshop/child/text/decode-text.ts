import { repairWindows1252 } from './repair-windows-1252.ts';

/**
 * Bytes as text: UTF-8, UTF-16 with a byte order mark, or else windows-1252 (what old German programs write). Null when
 * they are no text: zero bytes or too many control characters.
 *
 * @param isCut only the beginning is given, and its end may lie inside a character.
 */
export function decodeText(bytes: Uint8Array, { isCut }: { readonly isCut: boolean }): string | null {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return plausible(new TextDecoder('utf-16le').decode(bytes));
  if (first === 0xfe && second === 0xff) return plausible(new TextDecoder('utf-16be').decode(bytes));
  if (bytes.subarray(0, 65_536).includes(0)) return null;
  try {
    return plausible(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut }));
  } catch {
    return plausible(repairWindows1252(new TextDecoder('windows-1252').decode(bytes)));
  }
}

const controlShareMax = 0.01;

function plausible(text: string): string | null {
  const sample = text.slice(0, 65_536);
  let controls = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const code = sample.charCodeAt(index);
    if (
      (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 27) ||
      (code >= 0x7f && code < 0xa0)
    )
      controls += 1;
  }
  return controls > controlShareMax * sample.length ? null : text;
}
