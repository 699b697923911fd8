export { type AuditEvent, recordAudit } from '../db/audit-events.ts';
