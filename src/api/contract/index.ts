export * from './batches.ts';
export * from './resources.ts';
export { type DocumentResult, type DocumentStatus, evidenceResult, fieldResult } from './result.ts';
