/**
 * What became of a document, in one word for lists and results. The row's stage and state are the truth; this is how
 * they are told.
 *
 * A document that a person closed is `closed` whatever tray it lay in before: under `review` or `quarantined` it would
 * look as if somebody still had to do something.
 */
export const documentStatuses = [
  'received',
  'running',
  'held',
  'review',
  'quarantined',
  'failed',
  'duplicate',
  'routed',
  'closed',
  'divided',
] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

const isUntouched = "(d.state = 'ready' and d.stage = 'preparation' and d.attempt = 0 and d.generation = 0)";

// One line in the history says it, of this generation: what was put back has a new one. They are few and have an index of their own.
const isClosedByPerson = `exists (select 1 from stage_history h where h.document_id = d.id and h.outcome = 'closed' and h.generation = d.generation)`;

/** One condition on `documents d` per status; every row fulfils exactly one. */
export const statusConditions: Readonly<Record<DocumentStatus, string>> = {
  received: isUntouched,
  running: `(d.state in ('ready', 'running') and not ${isUntouched})`,
  held: "(d.state = 'held')",
  review: "(d.state = 'parked' and d.tray = 'indexing')",
  quarantined: "(d.state = 'parked' and d.tray = 'quarantine')",
  failed: "(d.state = 'parked' and d.tray in ('exceptions', 'rescan'))",
  duplicate: "(d.state = 'done' and d.duplicate_of is not null)",
  routed: `(d.state = 'done' and not d.is_divided and d.duplicate_of is null and not ${isClosedByPerson})`,
  closed: `(d.state = 'done' and not d.is_divided and d.duplicate_of is null and ${isClosedByPerson})`,
  divided: '(d.is_divided)',
};

export const statusExpression = `case ${documentStatuses
  .map((status) => `when ${statusConditions[status]} then '${status}'`)
  .join(' ')} end`;
