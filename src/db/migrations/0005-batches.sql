-- What the mail room scans: batches, what clerks decide about their pages, and scans that are taken apart into documents.

create table batches (
  id                text primary key,
  profile           text not null,
  site              text not null,
  channel           text not null check (channel in ('letter', 'fax')),
  operator          text not null,
  station           text,
  -- The legal receipt of everything in it; never the time of scanning.
  received_at       timestamptz not null,
  state             text not null check (state in ('open', 'released', 'discarded')),
  announced_sheets  integer,
  announced_envelopes integer,
  -- Pages and cuts as the clerk left them; null while nobody changed what the machine proposes.
  layout            jsonb,
  revision          integer not null default 0,
  note              text,
  -- The device wrote a file a page, so that a new file begins no document.
  is_file_per_page  boolean not null default false,
  created_at        timestamptz not null,
  closed_at         timestamptz,
  closed_by         text,
  -- Why it was released although the count does not add up, or discarded.
  reason            text,
  -- The count chain at the release, as it was printed.
  count_chain       jsonb
);
create index batches_by_day on batches (created_at desc, id desc);
create index batches_open on batches (id) where state = 'open';

-- Every change to a batch's layout, append-only; undoing one is a further row.
create table batch_edits (
  id            bigint generated always as identity primary key,
  batch_id      text not null references batches,
  revision      integer not null,
  at            timestamptz not null,
  actor         text not null,
  edit          jsonb not null,
  layout_before jsonb,
  layout_after  jsonb,
  unique (batch_id, revision)
);

alter table submissions add constraint submissions_in_batch foreign key (batch_id) references batches;
-- For a rescan: the pages that its own take the place of, [{documentId, page}].
alter table submissions add column replaces jsonb;
create index submissions_by_batch on submissions (batch_id) where batch_id is not null;

alter table documents drop constraint documents_state_check;
alter table documents add constraint documents_state_check check (state in ('ready', 'running', 'held', 'parked', 'done'));
-- A scan that was taken apart: its documents go on, it does not.
alter table documents add column is_divided boolean not null default false;
-- What a separator sheet said about this document: class, profile, archive number.
alter table documents add column given jsonb;
-- Pages that came from other scans of the batch, with what was done to each: [{documentId, page, rotation}].
alter table documents add column composed_of jsonb;
create index documents_held on documents (submission_id) where state = 'held';

alter table stage_history drop constraint stage_history_outcome_check;
alter table stage_history add constraint stage_history_outcome_check
  check (outcome in ('advanced', 'parked', 'snoozed', 'retried', 'resolved', 'restarted', 'closed', 'returned', 'held', 'divided'));
