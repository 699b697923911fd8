import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { MailHeader } from '../../../../domain/facts.ts';
import { repairWindows1252 } from '../text/repair-windows-1252.ts';

export interface MailPart {
  readonly filename: string | null;
  readonly mediaType: string;
  readonly contentId: string | null;
  readonly isInline: boolean;
  readonly bytes: Uint8Array;
}

export interface Mail {
  readonly header: MailHeader;
  readonly cc: readonly string[];
  readonly text: string | null;
  readonly html: string | null;
  readonly parts: readonly MailPart[];
}

export type MailReading = { readonly kind: 'mail'; readonly mail: Mail } | { readonly kind: 'too-deep' | 'unreadable' };

/** Multipart inside multipart: forwarding programs reach five or six. */
const multipartDepthMax = 32;
const headerBytesMax = 2 * 1024 * 1024;
const textCharactersMax = 4_000_000;

/** Takes a mail apart. Messages inside stay whole: each becomes a document of its own, and is not opened here. */
export async function readMail(bytes: Uint8Array): Promise<MailReading> {
  let email: Email;
  try {
    email = await PostalMime.parse(withoutEnvelope(bytes), {
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: multipartDepthMax,
      maxHeadersSize: headerBytesMax,
    });
  } catch (error) {
    return { kind: error instanceof Error && /nesting/i.test(error.message) ? 'too-deep' : 'unreadable' };
  }
  const [from] = mailboxes(email.from ?? email.sender);
  return {
    kind: 'mail',
    mail: {
      header: {
        from: tidy(from?.address).toLowerCase() || null,
        fromName: tidy(from?.name) || null,
        to: addresses(email.to),
        subject: tidy(email.subject) || null,
        sentAt: instant(email.date),
        messageId: tidy(email.messageId) || null,
      },
      cc: addresses(email.cc),
      text: bodyOf(email.text),
      html: bodyOf(email.html),
      parts: email.attachments.map(partOf),
    },
  };
}

function bodyOf(text: string | undefined): string | null {
  return text === undefined ? null : repairWindows1252(text.slice(0, textCharactersMax));
}

/** The line mailbox files put before each message is no header; some programs leave empty lines or a byte order mark too. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1');
  const extra = /^(?:\u00ef\u00bb\u00bf)?\s*(?:From \S[^\n]*\n)?/.exec(head)?.[0].length ?? 0;
  return extra === 0 ? bytes : bytes.subarray(extra);
}

function mailboxes(address: Address | undefined): readonly { readonly name: string; readonly address?: string }[] {
  if (address === undefined) return [];
  return address.group ?? [address];
}

/** A newsletter may name thousands; nobody reads beyond these. */
const addressesMax = 100;

function addresses(given: readonly Address[] | undefined): readonly string[] {
  const all = (given ?? []).slice(0, addressesMax).flatMap(mailboxes);
  return all.flatMap(({ address }) => tidy(address).toLowerCase() || []).slice(0, addressesMax);
}

function partOf(attachment: Attachment): MailPart {
  const { content } = attachment;
  return {
    filename: attachment.filename,
    mediaType: attachment.mimeType.toLowerCase().slice(0, 100),
    contentId: attachment.contentId?.replace(/^<|>$/g, '') ?? null,
    isInline: attachment.disposition === 'inline' || attachment.related === true,
    bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  };
}

function instant(date: string | undefined): string | null {
  const milliseconds = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** One line without control and direction characters. */
function tidy(text: string | undefined): string {
  return repairWindows1252((text ?? '').slice(0, 2000))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .trim();
}
