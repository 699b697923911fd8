import { cleanFilename } from '../domain/filename.ts';

/** `Content-Disposition` for a name that came from outside: plain ASCII for old readers, RFC 8187 for all others. */
export function attachmentOf(filename: string): string {
  return `attachment; ${filenameParameters(filename)}`;
}

export function inlineOf(filename: string): string {
  return `inline; ${filenameParameters(filename)}`;
}

function filenameParameters(filename: string): string {
  const name = cleanFilename(filename);
  const ascii = name.replace(/[^\x20-\x7e]|["%;\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
