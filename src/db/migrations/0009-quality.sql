-- Sampled quality control: what the machine decided alone, and the random share of it that people check blind.

-- A row for every document that went to the work queue without a person. Written once, and never changed: the
-- probability with which it was drawn is part of the proof.
create table quality_decisions (
  document_id         text not null references documents,
  generation          integer not null,
  at                  timestamptz not null,
  channel             text not null,
  language            text not null,
  class_key           text not null,
  class_confidence    real not null,
  -- A separator sheet named the class: a person's word, which proves nothing about the machine.
  is_class_given      boolean not null,
  customer_number     text,
  customer_confidence real,
  -- Whether the class has customers at all; without one the machine had nothing to decide.
  is_customer_asked   boolean not null,
  -- Version of the model that was in force, and the share of the text's words that it knew.
  model               text,
  known_share         real,
  probability         double precision not null check (probability > 0 and probability <= 1),
  is_drawn            boolean not null,
  primary key (document_id, generation)
);
-- Rows of one day lie together, so a block range index costs next to nothing.
create index quality_decisions_by_time on quality_decisions using brin (at) with (pages_per_range = 32, autosummarize = on);
create index quality_decisions_by_class on quality_decisions (class_key, at desc);
create index quality_decisions_by_model on quality_decisions (model, at);

-- Counts of the day, so that a draw knows in one row how many were drawn already. Its lock puts draws of one class in turn.
create table quality_days (
  class_key text not null,
  day       date not null,
  decided   integer not null,
  drawn     integer not null,
  primary key (class_key, day)
);

create table quality_checks (
  id                text primary key,
  document_id       text not null,
  generation        integer not null,
  drawn_at          timestamptz not null,
  -- disputed: machine and checker differ, and a second person has not looked yet. settled: it is known who was right.
  state             text not null check (state in ('open', 'disputed', 'settled')),
  first_by          text,
  first_at          timestamptz,
  first_class       text,
  first_customer    text,
  seconds           real,
  second_by         text,
  second_at         timestamptz,
  -- What is right, once it is known.
  true_class        text,
  true_customer     text,
  -- Null while nobody knows.
  is_class_right    boolean,
  is_customer_right boolean,
  -- When the machine was wrong: the document's generation that is to be corrected by a person.
  reopened_as       integer,
  -- Whoever has it before their eyes; a row that ran out means nothing.
  claimed_by        text,
  claim_until       timestamptz,
  -- Who could not say.
  passed_by         text[] not null default '{}',
  unique (document_id, generation),
  foreign key (document_id, generation) references quality_decisions,
  check ((state = 'open') = (first_by is null)),
  check ((state = 'settled') = (is_class_right is not null and is_customer_right is not null))
);
create index quality_checks_waiting on quality_checks (drawn_at) where state <> 'settled';
create index quality_checks_wrong on quality_checks (drawn_at desc)
  where state = 'settled' and not (is_class_right and is_customer_right);

-- The touchless share over weeks asks when documents came to a person.
create index stage_history_finished on stage_history using brin (finished_at) with (pages_per_range = 32, autosummarize = on);

alter table stage_history drop constraint stage_history_outcome_check;
alter table stage_history add constraint stage_history_outcome_check
  check (outcome in ('advanced', 'parked', 'snoozed', 'retried', 'resolved', 'restarted', 'closed', 'returned', 'held',
                     'divided', 'undone', 'reopened'));
