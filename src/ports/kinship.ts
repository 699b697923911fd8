import type { MailHeader } from '../domain/facts.ts';
import type { DocumentId } from '../domain/ids.ts';

/** What a document may know of the one it came with. */
export interface Kinship {
  /** Header of the mail that carried an attachment; null when the parent is no mail or not prepared. */
  mailOf(parent: DocumentId): Promise<MailHeader | null>;
}
