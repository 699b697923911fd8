export * from './accounts.ts';
export * from './batches.ts';
export * from './common.ts';
export * from './customers.ts';
export * from './documents.ts';
export * from './models.ts';
export * from './quality.ts';
export {
  candidateResult,
  type DocumentResult,
  type DocumentStatus,
  documentResult,
  documentStatus,
  evidenceResult,
  fieldResult,
} from './result.ts';
export * from './review.ts';
export * from './session.ts';
export * from './submissions.ts';
export * from './system.ts';
export * from './tokens.ts';
export * from './work-items.ts';
