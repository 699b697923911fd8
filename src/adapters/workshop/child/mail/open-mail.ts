import { readFileSync } from 'node:fs';
import { cleanFilename } from '../../../../domain/filename.ts';
import type { OpenAnswer, OpenInput } from '../../protocol.ts';
import { type Refusal, refusals } from '../refusals.ts';
import type { TaskTools } from '../task-tools.ts';
import { htmlToText } from '../text/html-text.ts';
import { layOutAnswer } from '../text/laid-out-answer.ts';
import { type Mail, type MailPart, readMail } from './read-mail.ts';
import { sortParts } from './sort-parts.ts';

/** Opens a mail: its text becomes pages, its attachments documents of the same submission. */
export async function openMail(path: string, input: OpenInput, tools: TaskTools): Promise<OpenAnswer> {
  const { limits } = input;
  const reading = await readMail(readFileSync(path));
  if (reading.kind !== 'mail')
    return reading.kind === 'too-deep' ? refusals.tooDeep(limits.depthMax) : refusals.unreadable('e-mail');
  const { mail } = reading;
  const { documents, leftOut } = sortParts(mail);
  if (documents.length > limits.childrenMax) return refusals.tooManyChildren(documents.length, limits.childrenMax);
  const refusal = encryptedRefusal(mail) ?? (await depthRefusal(documents, input));
  if (refusal !== null) return refusal;

  const children = [];
  for (const [position, part] of documents.entries()) {
    const output = `child-${position + 1}.bin`;
    await tools.write(output, part.bytes);
    children.push({ filename: nameOf(part, position), declaredMediaType: part.mediaType, output });
  }
  const { header } = mail;
  const headerLines = [
    ['Von', [header.fromName, header.from === null ? null : `<${header.from}>`].filter(Boolean).join(' ')],
    ['An', header.to.join(', ')],
    ['Kopie', mail.cc.join(', ')],
    ['Datum', header.sentAt === null ? '' : germanInstant(header.sentAt)],
    ['Anlagen', children.map(({ filename }) => filename).join(', ')],
  ] as const;
  return layOutAnswer(
    {
      documentKind: 'mail',
      mediaType: 'message/rfc822',
      title: header.subject ?? '(ohne Betreff)',
      headerLines: headerLines.filter(([, value]) => value !== ''),
      text: bodyOf(mail),
      createdAt: input.createdAt,
      pagesMax: limits.pagesMax,
      mail: header,
      children,
      remarks:
        leftOut.length === 0 ? [] : [`Not taken as documents: ${leftOut.map(cleanFilename).slice(0, 5).join(', ')}.`],
    },
    tools,
  );
}

/** The plain text, unless it is only a hint to look at the HTML ("Your program cannot show …"). */
function bodyOf({ text, html }: Mail): string {
  const plain = text?.trim() ?? '';
  if (html === null || (plain.length > 400 && !/<\/?(html|body|table|div)\b/i.test(plain.slice(0, 2000)))) return plain;
  const fromHtml = htmlToText(html);
  return plain.length >= 0.4 * fromHtml.length ? plain : fromHtml;
}

/** S/MIME wraps the whole mail into one part; without the key there is nothing to read. */
function encryptedRefusal({ text, html, parts }: Mail): Refusal | null {
  const isWrapped = parts.some(({ mediaType }) =>
    /^application\/(x-)?pkcs7-mime$|^application\/pgp-encrypted$/.test(mediaType),
  );
  return isWrapped && (text ?? '').trim() === '' && html === null ? refusals.encrypted('e-mail') : null;
}

/**
 * A message in a message in a message … is refused whole, and not after eight documents of it were made. Each level is
 * looked into only as far as the limit, and mails without messages inside pay nothing.
 */
async function depthRefusal(parts: readonly MailPart[], { depth, limits }: OpenInput): Promise<Refusal | null> {
  let level = parts.filter(isMessage);
  for (let below = depth + 1; level.length > 0; below += 1) {
    if (below > limits.depthMax) return refusals.tooDeep(limits.depthMax);
    const next: MailPart[] = [];
    for (const part of level.slice(0, limits.childrenMax)) {
      const inner = await readMail(part.bytes);
      if (inner.kind === 'too-deep') return refusals.tooDeep(limits.depthMax);
      if (inner.kind === 'mail') next.push(...inner.mail.parts.filter(isMessage));
    }
    level = next;
  }
  return null;
}

function isMessage({ mediaType }: MailPart): boolean {
  return mediaType === 'message/rfc822' || mediaType === 'message/global';
}

const endings: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/tiff': '.tif',
  'text/plain': '.txt',
  'text/html': '.html',
};

function nameOf(part: MailPart, position: number): string {
  return part.filename === null || part.filename.trim() === ''
    ? `Anlage-${position + 1}${endings[part.mediaType] ?? ''}`
    : cleanFilename(part.filename);
}

const german = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' });

function germanInstant(iso: string): string {
  return german.format(new Date(iso));
}
