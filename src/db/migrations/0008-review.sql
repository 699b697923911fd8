-- The review page: who works on which document, and what people said where the machine was not sure.

-- A parked document in one person's hands until the lease ends; renewed by that person's page, given back when they
-- leave or rest. A row that ran out means nothing and is taken over.
create table review_claims (
  document_id text primary key references documents,
  account_id  text not null,
  claimed_at  timestamptz not null,
  claim_until timestamptz not null
);
create index review_claims_by_account on review_claims (account_id);

-- Every answer of a person, append-only: what the machine said and how sure it was, what the person said, and how long
-- they took. Taking an answer back is a row as well, so the truth is every `answer` and `fields` that no `undo` names.
create table corrections (
  id          bigint generated always as identity primary key,
  document_id text not null references documents,
  at          timestamptz not null,
  actor       text not null,
  kind        text not null check (kind in ('answer', 'fields', 'undo')),
  undoes      bigint unique references corrections,
  -- The document's revision afterwards: nothing has happened to it since as long as it still has it.
  revision    integer not null,
  -- Why it was asked, and since when it had waited.
  question    jsonb,
  asked_at    timestamptz,
  -- Name and version of the classifier that was in force.
  model       jsonb,
  -- The facts before: {classification, indexing}, with confidences, alternatives, candidates and their evidence.
  machine     jsonb not null,
  -- {classKey, secondClassKey, customerNumber, fields: [{at, name, value}]}; only what was answered.
  said        jsonb not null,
  -- From shown to answered without the time nobody did anything; null when nobody measured.
  seconds     real,
  check ((kind = 'undo') = (undoes is not null))
);
create index corrections_by_document on corrections (document_id, id);
create index corrections_by_actor on corrections (actor, at desc) where kind = 'answer';

alter table stage_history drop constraint stage_history_outcome_check;
alter table stage_history add constraint stage_history_outcome_check
  check (outcome in ('advanced', 'parked', 'snoozed', 'retried', 'resolved', 'restarted', 'closed', 'returned', 'held',
                     'divided', 'undone'));
