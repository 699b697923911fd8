import type { Queryable } from './connection.ts';

/** Something a person or the machine did, for the auditors. Never holds document text. */
export interface AuditEvent {
  /** The account id, or `mailroom` for the machine itself. */
  readonly actor: string;
  /** `<noun>.<verb>`: `document.read`, `submission.received`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Appends to the audit trail. Give it the transaction of the deed itself, so that neither exists without the other. */
export async function recordAudit(tx: Queryable, event: AuditEvent): Promise<void> {
  await tx.query('insert into audit_events (actor, action, subject, detail) values ($1, $2, $3, $4)', [
    event.actor,
    event.action,
    event.subject,
    JSON.stringify(event.detail ?? {}),
  ]);
}
