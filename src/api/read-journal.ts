import { LRUCache } from 'lru-cache';
import { recordAudit } from '../db/audit-events.ts';
import type { Database } from '../db/connection.ts';
import type { Session } from '../db/sessions.ts';

export interface ReadJournal {
  /** Every time: bytes or text left the house. */
  record(reader: Session, action: string, subject: string): Promise<void>;
  /** At most once in ten minutes for one reader: a page asks for its images and for news again and again. */
  recordLook(reader: Session, action: string, subject: string): Promise<void>;
}

const lookMinutes = 10;

/** Looking at a document is an audit event. Recorded before anything is shown: what cannot be recorded is not shown. */
export function createReadJournal(database: Database): ReadJournal {
  const looks = new LRUCache<string, true>({ max: 20_000, ttl: lookMinutes * 60_000 });
  const record = (reader: Session, action: string, subject: string): Promise<void> =>
    recordAudit(database, { actor: reader.accountId, action, subject });
  return {
    record,
    async recordLook(reader, action, subject) {
      const key = `${reader.tokenSha256}/${action}/${subject}`;
      if (looks.has(key)) return;
      await record(reader, action, subject);
      looks.set(key, true);
    },
  };
}
