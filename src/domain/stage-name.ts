/** The six stages in the order of travel. A stage is a noun: a document waits "in recognition". */
export const stageNames = ['preparation', 'recognition', 'classification', 'indexing', 'archiving', 'routing'] as const;
export type StageName = (typeof stageNames)[number];
