-- The spine: what arrived, where each document stands, what happened to it, and what people do with it.
-- Ids are text with a readable prefix and a time-ordered uuid, so primary keys are also arrival order.

create table submissions (
  id                  text primary key,
  channel             text not null check (channel in ('letter', 'fax', 'email', 'portal')),
  -- Where it came from and its name there: a second delivery of the same thing is the same submission.
  source              text not null,
  source_key          text not null,
  filename            text not null,
  declared_media_type text,
  original_sha256     text not null,
  byte_length         bigint not null,
  received_at         timestamptz not null,
  created_at          timestamptz not null default now(),
  created_by          text,
  batch_id            text,
  unique (source, source_key)
);
create index submissions_by_received on submissions (received_at desc, id desc);

create table documents (
  id                  text primary key,
  submission_id       text not null references submissions,
  parent_id           text references documents,
  ordinal             integer not null default 0,
  depth               integer not null default 0,
  channel             text not null,
  pipeline            text not null,
  filename            text not null,
  declared_media_type text,
  original_sha256     text not null,
  byte_length         bigint not null,
  received_at         timestamptz not null,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  done_at             timestamptz,

  -- The truth about where the document stands; queues, pages and the sweeper only read it.
  stage               text not null,
  state               text not null check (state in ('ready', 'running', 'parked', 'done')),
  attempt             integer not null default 0,
  revision            integer not null default 0,
  generation          integer not null default 0,
  ready_at            timestamptz not null default now(),
  lease_until         timestamptz,
  leased_by           text,
  tray                text check (tray in ('indexing', 'exceptions', 'quarantine', 'rescan')),
  question            jsonb,
  -- Facts of the stages so far, by stage name. Large things (words, images) are objects and named here by digest.
  facts               jsonb not null default '{}',

  -- Copies of facts for lists; written with the facts, in the same statement.
  class_key           text,
  class_confidence    real,
  customer_number     text,
  customer_name       text,
  page_count          integer,
  duplicate_of        text,

  check ((state = 'parked') = (tray is not null)),
  check ((state = 'running') = (lease_until is not null))
);
create unique index documents_one_per_part on documents (parent_id, ordinal) where parent_id is not null;
create unique index documents_one_root on documents (submission_id) where parent_id is null;
create index documents_by_submission on documents (submission_id);
create index documents_to_claim on documents (ready_at) where state = 'ready';
create index documents_leases on documents (lease_until) where state = 'running';
create index documents_in_trays on documents (tray, updated_at) where state = 'parked';
create index documents_by_original on documents (original_sha256);
create index documents_by_customer on documents (customer_number, received_at desc) where customer_number is not null;

-- Every run of a stage and every decision of a person, append-only.
create table stage_history (
  id            bigint generated always as identity primary key,
  document_id   text not null references documents,
  stage         text not null,
  stage_version text not null,
  generation    integer not null,
  attempt       integer not null,
  revision      integer not null,
  outcome       text not null check (outcome in ('advanced', 'parked', 'snoozed', 'retried', 'resolved', 'restarted', 'closed', 'returned')),
  detail        jsonb,
  worker        text,
  actor         text,
  started_at    timestamptz,
  finished_at   timestamptz not null default now()
);
create index stage_history_by_document on stage_history (document_id, id);

create table outbox (
  id           bigint generated always as identity primary key,
  key          text not null unique,
  document_id  text not null references documents,
  effect       jsonb not null,
  attempt      integer not null default 0,
  ready_at     timestamptz not null default now(),
  created_at   timestamptz not null default now(),
  delivered_at timestamptz,
  last_error   text
);
create index outbox_to_deliver on outbox (ready_at, id) where delivered_at is null;

create table audit_events (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default now(),
  actor       text not null,
  action      text not null,
  subject     text not null,
  detail      jsonb not null default '{}'
);
create index audit_events_by_subject on audit_events (subject, id);

create table work_items (
  id              text primary key,
  key             text not null unique,
  document_id     text not null references documents,
  channel         text not null,
  class_key       text not null,
  second_class    text,
  customer_number text,
  queue           text not null,
  priority        integer not null,
  skills          text[] not null,
  due_at          timestamptz not null,
  deadline_kind   text not null,
  received_at     timestamptz not null,
  state           text not null check (state in ('waiting', 'taken', 'completed', 'withdrawn')),
  revision        integer not null default 0,
  taken_by        text,
  taken_at        timestamptz,
  completed_by    text,
  completed_at    timestamptz,
  disposition     text,
  note            text,
  created_at      timestamptz not null default now()
);
create index work_items_waiting on work_items (queue, priority desc, due_at, id) where state = 'waiting';
create index work_items_by_document on work_items (document_id);
create index work_items_taken on work_items (taken_by) where state = 'taken';
create index work_items_by_customer on work_items (customer_number, created_at desc) where customer_number is not null;

-- Customer master data, with the search columns that `rules/matching` folds. What is folded or normalised is compared
-- byte by byte (collate "C"): prefix search can use the same indexes on every server's locale, and imports are faster.
create table customers (
  customer_number  text primary key,
  kind             text not null,
  salutation       text,
  title            text,
  first_name       text,
  last_name        text,
  organisation     text,
  birth_date       date,
  street           text,
  house_number     text,
  postcode         text,
  city             text,
  country          text,
  email            text,
  phone            text,
  iban             text,
  contract_numbers text[] not null default '{}',
  meter_numbers    text[] not null default '{}',
  name_folded      text collate "C" not null,
  street_folded    text collate "C",
  updated_at       timestamptz not null default now()
);
create index customers_by_name_postcode on customers (name_folded, postcode);
create index customers_by_name_street on customers (name_folded, street_folded);

-- Every identifier that leads to a customer: customer, contract and meter numbers, IBAN, e-mail, phone, all normalised.
create table customer_identifiers (
  value           text collate "C" not null,
  kind            text not null check (kind in ('customerNumber', 'contractNumber', 'meterNumber', 'iban', 'email', 'phone')),
  customer_number text not null references customers on delete cascade,
  primary key (value, kind, customer_number)
);
create index customer_identifiers_by_customer on customer_identifiers (customer_number);

create table accounts (
  id            text primary key,
  name          text not null unique,
  display_name  text not null,
  password_hash text not null,
  role          text not null check (role in ('clerk', 'agent', 'auditor', 'lead', 'administrator')),
  language      text not null default 'de' check (language in ('de', 'en')),
  is_demo       boolean not null default false,
  is_disabled   boolean not null default false,
  created_at    timestamptz not null default now()
);

-- Only a digest of the cookie or token is kept, so a copy of the database signs nobody in.
create table sessions (
  token_sha256 text primary key,
  account_id   text not null references accounts on delete cascade,
  kind         text not null check (kind in ('cookie', 'token')),
  label        text,
  created_at   timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  expires_at   timestamptz not null
);
create index sessions_by_account on sessions (account_id);

create table sign_in_failures (
  key text not null,
  at  timestamptz not null default now()
);
create index sign_in_failures_by_key on sign_in_failures (key, at);

create table idempotency_keys (
  account_id   text not null,
  key          text not null,
  request_hash text not null,
  status       integer,
  body         jsonb,
  created_at   timestamptz not null default now(),
  primary key (account_id, key)
);

create table settings (
  key        text primary key,
  value      jsonb not null,
  updated_at timestamptz not null default now()
);
