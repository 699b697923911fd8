import type { FieldName } from './index-data.ts';

/** When a person is asked about a field before its document goes on; `missing` asks about a doubtful value as well. */
export const fieldAsks = ['never', 'doubtful', 'missing'] as const;

/** What a class of documents says of one of its fields. */
export interface ClassField {
  readonly name: FieldName;
  /** A document of the class is not whole without it. */
  readonly isRequired: boolean;
  readonly ask: (typeof fieldAsks)[number];
  /** The document has one value of it (an invoice's total), so the surest is kept and what else looks like one is not. */
  readonly isSingle: boolean;
}
